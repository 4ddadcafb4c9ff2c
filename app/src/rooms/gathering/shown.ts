// Where and when, in one line.

import { shortDay } from '../../ui/days';
import { gatherings } from './gatherings.svelte';

interface Placed {
  kind: string;
  channel: string;
  place: string;
  place_note: string;
  day: string;
}

export function shownPlace({ kind, channel, place, place_note, day }: Placed, today: string): string {
  const where = kind === 'broadcast' ? channel && gatherings.nameOf('channel', channel) : place && gatherings.nameOf('place', place);
  return [where, kind === 'broadcast' ? '' : place_note.trim(), shortDay(day, today)].filter(Boolean).join(', ');
}
