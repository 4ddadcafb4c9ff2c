// What is protected of a hamlet's households, on the wire.

import type { components } from '../../lib/api-types';
import { get } from '../desk/api';

export type RestrictedHousehold = components['schemas']['RestrictedHousehold'];

/** Every call is a look that the server writes down. */
export const restrictedOf = (unit: string, signal?: AbortSignal) => get<RestrictedHousehold[]>(`/units/${unit}/restricted`, signal);
