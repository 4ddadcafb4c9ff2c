// What the leader sees and does. The lists come with the lead stream and are here without a network; deeds are calls to the server.

import { phone } from '../../store/phone.svelte';
import { num, objects, str, strings } from '../fieldwork/raw';
import type { Attention, Conflict, Reason, Silent } from './records';
import type { Invitation, TeamMember } from './team';

type Raw = Record<string, unknown>;

const object = (value: unknown): Raw => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {});
const reasonOf = (value: unknown): Reason => ({ code: str(object(value).code), params: object(object(value).params), mend: strings(object(value).mend) });

const attention = ({ id, content }: { id: string; content: Raw }): Attention => ({
  id, kind: str(content.kind), operation: str(content.operation), op_kind: str(content.op_kind), author_name: str(content.author_name),
  at: num(content.at), reason: reasonOf(content.reason), body: object(content.body),
});

export interface Device {
  id: string;
  label: string;
  seen_at: number | null;
  revoked: boolean;
}

class Leading {
  list = $derived.by(() => {
    const all = phone.attention.map(attention).sort((a, b) => b.at - a.at);
    const conflicts = phone.conflicts.map(({ id, content }): Conflict => ({
      id, subject_kind: str(content.subject_kind), subject: str(content.subject), subject_name: str(content.subject_name), field: str(content.field),
      kept: content.kept, lost: content.lost, at: num(content.at),
    }));
    const silent = phone.silent.map(({ id, content }): Silent => ({ id, name: str(content.name), seen_on: str(content.seen_on) || null, held: num(content.held) }));
    const lost = phone.handsets.map(({ id, content }): Silent => ({ id, name: str(content.name), seen_on: str(content.seen_on) || null, held: num(content.held), label: str(content.label) }));
    silent.sort((a, b) => (a.seen_on ?? '').localeCompare(b.seen_on ?? ''));
    return { refused: all.filter((one) => one.kind === 'refused'), quarantine: all.filter((one) => one.kind !== 'refused'), conflicts, silent, lost };
  });
  /** What waits for the leader's word, not what is only to be known. */
  get count(): number { return this.list.quarantine.length + this.list.refused.length + this.list.conflicts.length; }

  accept = async (id: string): Promise<void> => { await phone.call('POST', `/attention/${id}/accept`); void phone.syncNow(); };
  giveBack = async (id: string, word: string): Promise<void> => { await phone.call('POST', `/attention/${id}/return`, { word }); void phone.syncNow(); };

  /** Takes a refusal off the list; its author still has it. */
  seen = async (id: string): Promise<void> => { await phone.call('POST', `/attention/${id}/seen`); void phone.syncNow(); };

  /** On the phone for good, and closed on every device once it is sent. */
  settle = async (conflict: string, value: 'kept' | 'lost'): Promise<void> => void (await phone.submit('conflict.settle', { conflict, value }));

  async teamMembers(unit: string): Promise<TeamMember[]> {
    const teams = await phone.call<Raw[]>('GET', `/units/${unit}/teams`);
    return teams.flatMap((team) => objects(team.members).map((one) => ({ membership: str(one.id), name: str(one.name), role: str(one.role), joined: one.joined === true })));
  }
  invite = (membership: string, kind: 'join' | 'reset'): Promise<Invitation> => phone.call<Invitation>('POST', `/memberships/${membership}/invitation`, { kind });

  devices = async (): Promise<Device[]> => {
    const devices = await phone.call<Raw[]>('GET', '/devices');
    return devices.map((one) => ({ id: str(one.id), label: str(one.label), seen_at: num(one.seen_at) || null, revoked: one.revoked === true || num(one.revoked_at) > 0 }));
  };
  revokeDevice = (id: string): Promise<void> => phone.call('DELETE', `/devices/${id}`);
  /** Signs the desk in as this person, then opens it. */
  openDesk = async (): Promise<void> => {
    await phone.call('GET', '/me');
    location.assign('/ban-lam-viec');
  };
}

export const leading = new Leading();
