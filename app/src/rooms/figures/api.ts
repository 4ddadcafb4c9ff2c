// What the pages of indicators ask of the server.

import { get, send } from '../desk/api';
import type { Entering, Indicator, Overview, Table } from './types';

export const indicators = (signal?: AbortSignal) => get<Indicator[]>('/indicators', signal);

export const overviewOf = (unit: string, signal?: AbortSignal) => get<Overview>(`/units/${unit}/sent`, signal);

const address = (unit: string, indicator: string) => `/units/${unit}/sent/${encodeURIComponent(indicator)}`;

export const tableOf = (unit: string, indicator: string, period: string | null, signal?: AbortSignal) =>
  get<Table>(`${address(unit, indicator)}${period ? `?period=${encodeURIComponent(period)}` : ''}`, signal);

export const enter = (unit: string, indicator: string, asked: Entering) => send<Table>('POST', address(unit, indicator), asked);
