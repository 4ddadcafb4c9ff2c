// An invitation is used up and becomes a store under a PIN. The key that proves this phone is remembered before the call,
// so that a call whose answer never came can be made again and finds the same device.

import { base64, random } from '../crypto/bytes';
import type { components } from '../lib/api-types';
import type { Identity } from '../sync/book';
import type { Database } from './database';
import { askJson, jsonBody } from './http';

type Accepted = components['schemas']['Accepted'];
type Accept = components['schemas']['Accept'];

interface Joining {
  code: string;
  macKey: string;
}

export interface Joined {
  identity: Identity;
  token: string;
  serverNow: number;
}

export const showInvitation = (code: string): Promise<Record<string, unknown>> => askJson(`/invitations/${encodeURIComponent(code)}`, {});

export async function accept(db: Database, code: string, label: string): Promise<Joined> {
  const before = (await db.get('vault', 'joining')) as Joining | undefined;
  const macKey = before?.code === code ? before.macKey : base64(random(32));
  await db.put('vault', { code, macKey } satisfies Joining, 'joining');
  const path = `/invitations/${encodeURIComponent(code)}/accept`;
  const { token, server_now, server_key, unit, account, device, name, role } = await askJson<Accepted>(path, jsonBody({ device_label: label, mac_key: macKey } satisfies Accept));
  return { identity: { account, device, name, role, unit: unit ?? '', macKey, serverKey: server_key }, token, serverNow: server_now };
}
