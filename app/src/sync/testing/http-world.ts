// A real server: phones join by real invitations, made with an administrator's token.
//
//   GANDAN_URL              where it listens
//   GANDAN_TOKEN            gandan token create --role administrator --json
//   GANDAN_COMMUNE          CODE@YEAR of a commune with two hamlets whose teams have three members or more
//   GANDAN_BACKUP_COMMAND   makes a backup; GANDAN_RESTORE_COMMAND restores it and has the server up again when it ends.
//                           Without them the cases that need a backup are not run.
//   GANDAN_PATIENT          1: also the cases in which a minute has to pass

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { base64, join, random } from '../../crypto/bytes';
import { seal } from '../../crypto/seal';
import { linesOf } from '../ndjson';
import type { Answer } from '../ports';
import type { SyncRequest } from '../types';
import type { Seat, World } from './world';

export interface Settings {
  url: string;
  token: string;
  commune: string;
  backup?: string;
  restore?: string;
  patient: boolean;
}

/** From the environment; null where no server is named. */
export function settingsFrom(env: Record<string, string | undefined>): Settings | null {
  const { GANDAN_URL: url, GANDAN_TOKEN: token, GANDAN_COMMUNE: commune = '31930@2024' } = env;
  if (!url || !token) return null;
  return { url: url.replace(/\/$/, ''), token, commune, backup: env.GANDAN_BACKUP_COMMAND, restore: env.GANDAN_RESTORE_COMMAND, patient: env.GANDAN_PATIENT === '1' };
}

interface Member {
  id: string;
  name: string;
}

const ENOUGH = 3;

export class HttpWorld implements World {
  #seats: string[] = [];

  private constructor(
    private readonly settings: Settings,
    readonly hamlet: string,
    readonly otherHamlet: string,
    private readonly members: Map<string, Member[]>,
  ) {}

  static async open(settings: Settings): Promise<HttpWorld> {
    const get = <T>(path: string): Promise<T> => call<T>(settings, 'GET', path);
    const [commune] = await get<{ id: string }[]>(`/units?code=${encodeURIComponent(settings.commune)}`);
    if (!commune) throw new Error(`there is no commune ${settings.commune} here`);
    const members = new Map<string, Member[]>();
    for (const { id } of await get<{ id: string }[]>(`/units/${commune.id}/children`)) {
      const teams = await get<{ members: Member[] }[]>(`/units/${id}/teams`);
      const found = teams.flatMap((team) => team.members);
      if (found.length >= ENOUGH) members.set(id, found);
      if (members.size === 2) break;
    }
    const [hamlet, other] = [...members.keys()];
    if (!hamlet || !other) throw new Error(`${settings.commune} has no two hamlets with teams of ${ENOUGH}`);
    return new HttpWorld(settings, hamlet, other, members);
  }

  now(): number {
    return Date.now();
  }

  /** Each phone of a case belongs to the next member, unless it is another phone of the same person. */
  async seat(hamlet: string, sameAs?: Seat & { member?: string }): Promise<Seat> {
    const free = (this.members.get(hamlet) ?? []).find((one) => !this.#seats.includes(one.id));
    const member = sameAs?.member ?? free?.id;
    if (!member) throw new Error('this case has more phones than the hamlet has members');
    this.#seats.push(member);
    const { code } = await call<{ code: string }>(this.settings, 'POST', `/memberships/${member}/invitation`, { kind: 'join' });
    const macKey = base64(random(32));
    const body = { device_label: 'scripted case', mac_key: macKey };
    const seat = await call<Seat & { server_key: string }>(this.settings, 'POST', `/invitations/${code}/accept`, body, {});
    const sealer = { device: seat.device, account: seat.account, macKey, serverKey: seat.server_key };
    return Object.assign(seat, { member, seal: (op: string) => seal(sealer, op) });
  }

  async sync(token: string, request: SyncRequest): Promise<Answer> {
    const response = await fetch(`${this.settings.url}/api/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(request),
    });
    if (response.ok && response.body) return { status: 200, lines: linesOf(response.body as unknown as AsyncIterable<Uint8Array>) };
    const { code } = (await response.json().catch(() => ({}))) as { code?: string };
    return { status: response.status, code, retryAfter: Number(response.headers.get('retry-after')) || undefined };
  }

  async handIn(copies: Uint8Array[]): Promise<number> {
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: join(...copies) };
    const response = await fetch(`${this.settings.url}/api/sealed`, init);
    if (!response.ok) throw new Error(`POST /sealed: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { received: number }).received;
  }

  pass(ms: number): Promise<void> {
    return new Promise((done) => setTimeout(done, ms));
  }

  backup(): Promise<void> {
    return run(this.settings.backup);
  }

  restore(): Promise<void> {
    return run(this.settings.restore);
  }

  async revoke({ device }: Seat): Promise<void> {
    await call(this.settings, 'DELETE', `/devices/${device}`);
  }

  async close(): Promise<void> {}
}

async function run(command: string | undefined): Promise<void> {
  if (!command) throw new Error('no command for this is named');
  await promisify(execFile)('sh', ['-c', command]);
}

async function call<T>({ url, token }: Settings, method: string, path: string, body?: unknown, headers: Record<string, string> = { authorization: `Bearer ${token}` }): Promise<T> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
