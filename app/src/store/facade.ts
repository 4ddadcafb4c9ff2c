// What the screens see of the phone's store and sync. `phone` in phone.svelte.ts is the one implementation.
//
//   import { phone } from '../../store/phone.svelte';
//
//   await phone.ready;                                   // 'none' | 'locked' | 'open' is known
//   if (phone.state === 'locked') await phone.unlock('493027');
//   phone.households.map((one) => householdOf(one.id, one.subject, one.content, one.pending));   // reactive
//   await phone.submit('visit.record', body, { draft: 'visit' });     // on the phone for good; sends itself
//   await phone.setDraft('visit', draft);                             // null: forget it
//   phone.status                                         // { kind: 'waiting', waiting: 3, oldest: 1795568750158 }
//
// All lists are reactive ($state) and already hold the phone's own pending work over what the server said last.

import type { Reason } from '../sync/types';
import type { Person } from './people.svelte';
import type { Room } from './room.svelte';

export type { Person } from './people.svelte';

/** A record of a stream as the contract writes it (null, empty and zero left out), with the phone's own pending work in it. */
export interface Shown {
  id: string;
  /** Whose stream: a hamlet for households and visits, a commune for units, teams and members. */
  subject: string;
  content: Record<string, unknown>;
  /** Something about it was made on this phone and is not in what the server said. */
  pending: boolean;
}

/** Who this phone belongs to; known while it is open. */
export interface Owner {
  account: string;
  device: string;
  name: string;
  role: string;
  unit: string;
}

export interface WaitingItem {
  id: string;
  kind: string;
  /** When it was written on this phone, in its own milliseconds. */
  made: number;
  body: Record<string, unknown>;
  /** 'no': still only here. 'order': the server holds it for something it builds on. 'leader': for the leader's word. */
  held: 'no' | 'order' | 'leader';
}

export interface ReturnedItem {
  id: string;
  kind: string;
  /** When the server received it. */
  at: number;
  reason: Reason;
  body: Record<string, unknown>;
}

/** Computed from what waits and what was returned, from nothing else. 'kept' is "all sent", and only that. */
export type Status =
  | { kind: 'refused'; returned: number; waiting: number }
  | { kind: 'waiting'; waiting: number; oldest: number }
  | { kind: 'kept'; at: number }
  | { kind: 'never' };

/** Why the last attempt to send and receive did not get through. */
export type Trouble = 'offline' | 'busy' | 'full' | 'revoked' | 'unknown' | 'storage' | 'failed' | null;

export type Opened = { kind: 'open' } | { kind: 'wrong'; left: number } | { kind: 'wait'; until: number } | { kind: 'damaged' };

export type PinChanged = { kind: 'changed' } | Extract<Opened, { kind: 'wrong' | 'wait' }>;

/** An answer of the server that is not 2xx; `status` 0 when there was none. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly code = '',
    readonly params: Record<string, unknown> = {},
    readonly wait = 0,
  ) {
    super(`${status} ${code}`);
  }
}

export interface PhoneFacade {
  /** Resolves when `state` is known. */
  readonly ready: Promise<void>;
  readonly state: 'starting' | 'none' | 'locked' | 'open';
  /** Everybody with a book, or something unsent, on this phone. */
  readonly people: Person[];
  /** Whose PIN is asked for, or whose book is open; null: to be chosen. */
  readonly chosen: Person | null;
  /** Says who is there; null: somebody else. Only while locked. */
  choose(slot: string | null): void;
  /** Takes a closed book off this phone. What was not sent stays sealed. */
  remove(slot: string): Promise<void>;
  /** There was a book on this phone, and the browser threw it away. */
  readonly evicted: boolean;
  /** A book that was here is closed for good: this phone was taken off its owner's list. */
  readonly revoked: boolean;
  /** Opens by the phone's own lock (WebAuthn PRF), with the PIN beside it. */
  readonly opensByPhone: boolean;
  /** Whether that could be offered here. */
  readonly couldOpenByPhone: boolean;
  readonly owner: Owner | null;
  /** Today in Viet Nam by the corrected clock, YYYY-MM-DD; turns at midnight while open. */
  readonly today: string;
  /** The phone's own clock in milliseconds. */
  now(): number;
  /** A fresh UUIDv7. */
  id(): string;

  // ---- the book (empty unless open)
  /** The first answer has arrived whole. */
  readonly loaded: boolean;
  /** When the last whole answer came, by the server's clock; 0: never. */
  readonly heard: number;
  readonly households: Shown[];
  household(id: string): Shown | undefined;
  readonly visits: Shown[];
  visitsOf(household: string): Shown[];
  /** Meetings, help points, duty shifts, broadcasts. */
  readonly activities: Shown[];
  /** What can be picked about them: content is {kind, code, position, name_vi, name_en}. */
  readonly words: Shown[];
  /** By position: content is {code, position, name_vi, name_en, about_vi, about_en, icon}. */
  readonly skills: Shown[];
  readonly units: Shown[];
  readonly teams: Shown[];
  readonly members: Shown[];
  /** The hamlets whose books are here. */
  readonly hamlets: string[];
  /** The server's figures of a hamlet. The phone never adds up; it says "+ n not sent". */
  figures(hamlet: string): Record<string, unknown> | null;
  readonly attention: Shown[];
  readonly conflicts: Shown[];
  readonly silent: Shown[];
  /** What is read to people when they are asked: {purpose, version, name_vi, name_en, text_vi, text_en}. */
  readonly consentTexts: Shown[];
  /** What is protected, for those who lead: {household, poverty, people: {resident: {ethnicity, phone}}}. */
  readonly restricted: Shown[];
  /** Phones off the list that said they still held work. */
  readonly handsets: Shown[];

  // ---- own work
  /** Everything not yet in the server's book: in the outbox, or held by the server. Oldest first. */
  readonly waiting: WaitingItem[];
  readonly returned: ReturnedItem[];
  readonly status: Status;
  /** Writes an operation to the phone, and drops the draft, in one transaction. Returns its id. For edits, `saw` is filled in. */
  submit(kind: string, body: Record<string, unknown>, options?: { draft?: string }): Promise<string>;
  /** Several operations that belong together, all written or none. */
  submitAll(works: { kind: string; body: Record<string, unknown> }[]): Promise<void>;
  draft<T = unknown>(key: string): T | null;
  setDraft(key: string, value: unknown): Promise<void>;

  // ---- room on the phone
  /** How much room is left, and words that could not be written. `submit` waits there for its author's word. */
  readonly room: Room;
  /** Drops the visits before a day from this phone's copy; returns how many. The server keeps and counts them. */
  dropVisits(before: string): Promise<number>;

  // ---- sending
  readonly online: boolean;
  readonly sending: boolean;
  readonly trouble: Trouble;
  /** Bytes of the first download that have come, while it runs. */
  readonly received: number;
  /** One full exchange; false when it did not get through. */
  syncNow(): Promise<boolean>;

  // ---- the door
  invitation(code: string): Promise<Record<string, unknown>>;
  /** Uses the invitation and makes the store under this PIN. `state` is 'open' afterwards; then call syncNow(). */
  join(code: string, pin: string, label: string): Promise<void>;
  unlock(pin: string): Promise<Opened>;
  /** Opens by fingerprint or face, where `opensByPhone`. */
  unlockByPhone(): Promise<Opened>;
  /** Lets the phone's own lock (fingerprint, face) open the book too; false where the PIN is wrong or the lock says no. */
  usePhoneLock(pin: string): Promise<boolean>;
  /** Whether this is the PIN; a wrong one counts as it does at the lock. */
  checkPin(pin: string): Promise<{ kind: 'right' } | Exclude<PinChanged, { kind: 'changed' }>>;
  /** A wrong old one counts as it does at the lock. */
  changePin(old: string, fresh: string): Promise<PinChanged>;
  lock(): Promise<void>;
  /** Destroys the key. What was not sent, and what the server has but may still lose, stays as sealed copies. */
  signOut(): Promise<void>;
  /** Sealed copies that were not sent, of who is chosen or else of everybody; known without a PIN. */
  readonly sealed: number;
  /** Sends them; returns how many the server took in. */
  sendSealed(): Promise<number>;
  /** All sealed copies as one file, to hand in on another machine. */
  sealedFile(): Promise<Blob>;

  // ---- what needs the network
  /** Calls the API as this person, through a desk session of this phone. Throws CallError. `path` begins after /api. */
  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
}
