// The way in: invitation, PIN, first download, unlocking. Over the phone's store, which alone knows keys.

import { phone } from '../../store/phone.svelte';
import type { Person } from '../../store/facade';
import { num, str } from '../fieldwork/raw';
import type { InvitationFacts } from './facts';
import { surroundings } from './inapp';

type Raw = Record<string, unknown>;

/** True: it was the PIN. False: wrong. A number: milliseconds to wait. */
export type Tried = true | false | number;

const tried = (said: { kind: string; until?: number }): Tried =>
  said.kind === 'wait' ? Math.max(0, (said.until ?? 0) - phone.now()) : ['open', 'right', 'changed'].includes(said.kind);

class Door {
  /** The store was there and does not open any more, whatever the PIN. */
  broken = $state(false);
  get state(): 'starting' | 'none' | 'locked' | 'open' { return phone.state; }
  get has(): boolean { return phone.state === 'locked' || phone.state === 'open'; }
  get name(): string { return phone.owner?.name ?? phone.chosen?.name ?? ''; }
  /** Whose book is open; '' while none is. */
  get account(): string { return phone.owner?.account ?? ''; }
  /** Everybody with a book, or something unsent, on this phone. */
  get people(): Person[] { return phone.people; }
  get chosen(): Person | null { return phone.chosen; }
  /** More than one could be meant. */
  get shared(): boolean { return phone.people.filter((one) => one.is !== 'left').length > 1; }
  choose = (slot: string | null): void => {
    this.broken = false;
    phone.choose(slot);
  };
  remove = (slot: string): Promise<void> => phone.remove(slot);
  get sealed(): number { return phone.sealed; }
  /** Households that have come, during the first download. */
  get got(): number { return phone.households.length; }
  get downloaded(): boolean { return phone.loaded; }

  async invitation(code: string): Promise<InvitationFacts> {
    const raw = await phone.invitation(code);
    const decision = raw.decision as Raw | null | undefined;
    return {
      kind: raw.kind === 'reset' ? 'reset' : 'join',
      person_name: str(raw.person_name), salutation: str(raw.salutation), team_name: str(raw.team_name), unit_name: str(raw.unit_name),
      commune_name: str(raw.commune_name), province_name: str(raw.province_name), role: str(raw.role),
      decision: decision && str(decision.number) ? { number: str(decision.number), date: str(decision.date) } : null,
      households: num(raw.households), bytes_estimate: num(raw.bytes_estimate), invited_by: str(raw.invited_by),
    };
  }

  join(code: string, pin: string): Promise<void> {
    return phone.join(code, pin, label(navigator.userAgent));
  }

  /** True when the whole book has come. */
  async download(): Promise<boolean> {
    const through = await phone.syncNow();
    return through && phone.loaded;
  }

  async unlock(pin: string): Promise<Tried> {
    const opened = await phone.unlock(pin);
    if (opened.kind === 'damaged') this.broken = true;
    return tried(opened);
  }
  checkPin = async (pin: string): Promise<Tried> => tried(await phone.checkPin(pin));
  changePin = async (old: string, fresh: string): Promise<Tried> => tried(await phone.changePin(old, fresh));

  get byPhone(): boolean { return phone.opensByPhone; }
  /** The browser threw a book away. */
  get evicted(): boolean { return phone.evicted; }
  /** This phone was taken off the list. */
  get revoked(): boolean { return phone.revoked; }
  unlockByPhone = async (): Promise<boolean> => (await phone.unlockByPhone().catch(() => ({ kind: 'wrong' }))).kind === 'open';
  /** Lets the phone's own lock open the book, on the word of the PIN. */
  get couldByPhone(): boolean { return phone.couldOpenByPhone && !phone.opensByPhone; }
  addPhoneLock = (pin: string): Promise<boolean> => phone.usePhoneLock(pin).catch(() => false);

  /** All that was not sent, sealed, as one file. */
  sealedFile = (): Promise<Blob> => phone.sealedFile();
  sendSealed = (): Promise<number> => phone.sendSealed();
}

/** What the phone is called in the list of devices: its model where the browser tells it. */
function label(agent: string): string {
  if (surroundings(agent).ios) return /iPad/.test(agent) ? 'iPad' : 'iPhone';
  const model = /Android [\d.]+; ([^;)]+?)(?: Build|;|\))/.exec(agent)?.[1]?.trim();
  return model && model !== 'K' ? model : /Android/.test(agent) ? 'Android' : 'Máy tính';
}

export const door = new Door();
