// What opens the book: made at joining, tried at the PIN screen, destroyed at signing out.

import { base64, random, type Bytes } from '../crypto/bytes';
import { enrol, secretOf } from '../crypto/prf';
import { newBrowserKey, newDataKey, pinKey, prfKey, ROUNDS, unwrap, wrap, type Wrapped } from '../crypto/wrap';
import type { Database, Keys } from './database';

interface Tries {
  wrong: number;
  /** No attempt before this, by the phone's clock. */
  until: number;
}

/** A book's key, and which book it is. */
export interface Opening {
  key: CryptoKey;
  id: string;
}

/** Not the PIN, or not yet allowed to say it. */
export type Unproven = { kind: 'wrong'; left: number } | { kind: 'wait'; until: number };
export type Attempt = ({ kind: 'key' } & Opening) | Unproven;

/** So many wrong PINs in a row are free; each one after that costs a wait, the next always longer. */
const FREE = 5;
const WAITS_S = [30, 60, 300, 900, 3600];

export class Vault {
  constructor(private readonly db: Database) {}

  keys(): Promise<Keys | undefined> {
    return this.db.get('vault', 'keys') as Promise<Keys | undefined>;
  }

  /** A new data key under this PIN, in the place of any other. */
  async create(pin: string): Promise<Opening> {
    const [data, browser, salt] = [await newDataKey(), await newBrowserKey(), random(16)];
    const wrapped = await wrap(data, 'pin', await pinKey(pin, salt, ROUNDS), browser, salt, ROUNDS);
    const id = base64(random(12));
    await this.db.put('vault', { id, browser, pin: wrapped } satisfies Keys, 'keys');
    const key = await unwrap(wrapped, await pinKey(pin, salt, ROUNDS), browser);
    if (!key) throw new Error('a key that was just wrapped does not unwrap');
    return { key, id };
  }

  /** Tries a PIN. */
  async attempt(pin: string, now: number): Promise<Attempt> {
    const proof = await this.#prove(pin, now);
    return proof.kind === 'key' ? { kind: 'key', key: proof.key, id: proof.keys.id } : proof;
  }

  /** Wherever a PIN is asked for: the attempt is counted before it is made, so that a killed page gains nothing. */
  async #prove(pin: string, now: number, exportable = false): Promise<{ kind: 'key'; key: CryptoKey; keys: Keys } | Unproven> {
    const keys = await this.keys();
    if (!keys) return { kind: 'wrong', left: 0 };
    const tries = ((await this.db.get('vault', 'tries')) as Tries | undefined) ?? { wrong: 0, until: 0 };
    // A clock set back must not lock a person out for longer than the longest wait.
    if (now < tries.until && tries.until - now <= (WAITS_S.at(-1) ?? 0) * 1000) return { kind: 'wait', until: tries.until };
    const wrong = tries.wrong + 1;
    const wait = wrong < FREE ? 0 : (WAITS_S[Math.min(wrong - FREE, WAITS_S.length - 1)] ?? 0) * 1000;
    await this.db.put('vault', { wrong, until: wait ? now + wait : 0 } satisfies Tries, 'tries');
    const key = await unwrapPin(keys, pin, exportable);
    if (!key) return wait ? { kind: 'wait', until: now + wait } : { kind: 'wrong', left: FREE - wrong };
    await this.db.delete('vault', 'tries');
    return { kind: 'key', key, keys };
  }

  async attemptByPhone(): Promise<Opening | null> {
    const keys = await this.keys();
    if (!keys?.prf) return null;
    const secret = await secretOf(keys.prf.credential, keys.prf.salt);
    const key = secret && (await unwrap(keys.prf, await prfKey(secret), keys.browser));
    return key ? { key, id: keys.id } : null;
  }

  /** Lets the phone's own lock open it as well. */
  async addPhoneLock(pin: string, account: string, now: number): Promise<boolean> {
    const proof = await this.#prove(pin, now, true);
    if (proof.kind !== 'key') return false;
    const { key: data, keys } = proof;
    const salt = random(32);
    const made = await enrol(account, salt);
    if (!made) return false;
    const prf: Wrapped = await wrap(data, 'prf', await prfKey(made.secret), keys.browser, salt, 0);
    await this.db.put('vault', { ...keys, prf: { ...prf, credential: made.credential } } satisfies Keys, 'keys');
    return true;
  }

  async changePin(old: string, fresh: string, now: number): Promise<{ kind: 'changed' } | Unproven> {
    const proof = await this.#prove(old, now, true);
    if (proof.kind !== 'key') return proof;
    const { key: data, keys } = proof;
    const salt: Bytes = random(16);
    const pin = await wrap(data, 'pin', await pinKey(fresh, salt, ROUNDS), keys.browser, salt, ROUNDS);
    await this.db.put('vault', { ...keys, pin } satisfies Keys, 'keys');
    return { kind: 'changed' };
  }
}

const unwrapPin = async ({ pin: wrapped, browser }: Keys, pin: string, exportable: boolean): Promise<CryptoKey | null> =>
  unwrap(wrapped, await pinKey(pin, wrapped.salt, wrapped.rounds), browser, exportable);
