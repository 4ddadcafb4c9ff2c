// Indicators and figures that others send, on the wire.

import type { components } from '../../lib/api-types';

export type Indicator = components['schemas']['Indicator'];
export type Overview = components['schemas']['SentOverview'];
export type Line = components['schemas']['SentLine'];
export type Table = components['schemas']['SentTable'];
export type Row = components['schemas']['SentRow'];
export type Cell = components['schemas']['SentCell'];
export type Value = components['schemas']['SentValue'];
export type Entering = components['schemas']['Entering'];
