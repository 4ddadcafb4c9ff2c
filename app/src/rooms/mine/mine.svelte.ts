// My week and month beside the team's, over the phone's store.

import { phone } from '../../store/phone.svelte';
import { book } from '../fieldwork/book.svelte';
import { str } from '../fieldwork/raw';
import { shareOf, type Share, type SpanName } from './shares';

class Mine {
  /** The days of my visits that the server does not have yet. */
  #unsent = $derived(phone.waiting.filter((one) => one.kind === 'visit.record' && one.held === 'no').map((one) => str(one.body.day)));
  of = (span: SpanName): Share | null => shareOf(phone.figures(book.hamlet), book.account, span, this.#unsent);
  /** When the server counted, by its own clock. */
  get asOf(): number { return phone.heard; }
  team = $derived(str(phone.teams.find((one) => one.content.unit === book.hamlet)?.content.name) || book.hamletName);
}

export const mine = new Mine();
