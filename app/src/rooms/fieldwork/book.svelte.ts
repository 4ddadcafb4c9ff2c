// What the screens of the field read: the phone's store in the shapes they show, and the operations they make. The phone
// itself (store and sync) is in store/phone; nothing here sums or decides.

import { phone } from '../../store/phone.svelte';
import { look } from '../../lib/look.svelte';
import { fold } from '../../ui/find';
import { subjectOf } from '../work/subject';
import { leading } from '../work/lead.svelte';
import { writtenTitle } from './call';
import { householdOf, visitOf } from './decode';
import { householdName, searchText, type Household } from './household';
import { membersOf, type Member } from './keepers';
import { num, str } from './raw';
import { suggest } from './suggest';
import { begin, readDraft, type Known, type VisitDraft } from './visit';
import type { VisitForm } from './visit.svelte';
import type { Visit } from './visits';
import { again, correction } from './correct';
import { w } from './words.svelte';
import type { Reason, Returned } from '../work/records';
import { to } from './paths';

const DRAFT = 'visit';
const byName = new Intl.Collator('vi', { numeric: true });

class FieldBook {
  // ---- who and where
  get today(): string { return phone.today; }
  now = (): number => phone.now();
  get account(): string { return phone.owner?.account ?? ''; }
  get device(): string { return phone.owner?.device ?? ''; }
  get name(): string { return phone.owner?.name ?? ''; }
  get role(): string { return phone.owner?.role ?? 'member'; }
  get loaded(): boolean { return phone.loaded; }
  /** When the server's last whole answer came. */
  get heard(): number { return phone.heard; }
  get leads(): boolean { return phone.state === 'open' && (this.role === 'leader' || this.role === 'deputy'); }
  #unit = (id: string | undefined): Record<string, unknown> => phone.units.find((one) => one.id === id)?.content ?? {};
  #unitName = (id: string | undefined): string => str(this.#unit(id).full_name) || str(this.#unit(id).name);
  get hamlet(): string { return phone.hamlets[0] ?? phone.owner?.unit ?? ''; }
  hamlets = $derived(phone.hamlets.map((id) => ({ id, name: this.#unitName(id) })));
  hamletName = $derived(this.#unitName(this.hamlet));
  place = $derived.by(() => {
    const commune = this.#unitName(str(this.#unit(this.hamlet).parent));
    return [this.hamletName, commune && commune.charAt(0).toLocaleLowerCase('vi') + commune.slice(1)].filter(Boolean).join(', ');
  });
  leaderName = $derived.by(() => {
    const teams = new Set(phone.teams.filter((one) => one.content.unit === this.hamlet).map((one) => one.id));
    return str(phone.members.find((one) => teams.has(str(one.content.team)) && one.content.role === 'leader')?.content.name);
  });

  // ---- the catalogue
  skills = $derived(
    phone.skills.map(({ content }) => {
      const said = (what: string): string => (look.language === 'en' && str(content[`${what}_en`])) || str(content[`${what}_vi`]);
      return { code: str(content.code), name: said('name'), about: said('about'), icon: str(content.icon) };
    }),
  );
  get mainSkill(): string { return this.skills[0]?.code ?? ''; }
  skillName = (code: string): string => this.skills.find((one) => one.code === code)?.name ?? code;

  // ---- households
  households: Household[] = $derived(
    phone.households
      .map((one) => householdOf(one.id, one.subject, one.content, one.pending))
      .map((one) => ({ one, name: householdName(one, this.today, w.ui.people) }))
      .sort((a, b) => byName.compare(a.name, b.name))
      .map(({ one }) => one),
  );
  #byId = $derived(new Map(this.households.map((one) => [one.id, one])));
  #search = $derived(new Map(this.households.map((one) => [one.id, `${searchText(one)} | ${fold(householdName(one, this.today, w.ui.people))}`])));
  household = (id: string): Household | undefined => this.#byId.get(id);
  /** A household or a person of the book by name; '' where it is not here. */
  nameOf = (kind: string, id: string): string => {
    if (kind === 'resident') return this.households.flatMap((one) => one.residents).find((one) => one.id === id)?.name ?? '';
    const household = this.household(id);
    return household ? householdName(household, this.today, w.ui.people) : '';
  };
  searchText = (household: Household): string => this.#search.get(household.id) ?? '';
  clusters = $derived([...new Set(this.households.map((one) => one.cluster).filter(Boolean))].sort(byName.compare));
  suggestions = $derived(suggest(this.households, this.today, this.skills.map((one) => one.code)));

  // ---- who looks after whom
  members: Member[] = $derived(membersOf(this.hamlet, phone.teams, phone.members, this.today));
  #member = $derived(new Map(phone.hamlets.flatMap((hamlet) => membersOf(hamlet, phone.teams, phone.members, this.today)).map((one) => [one.id, one])));
  /** Null: nobody of the team as it is today. */
  keeperOf = (household: Household): Member | null => this.#member.get(household.keeper) ?? null;
  keptByMe = (household: Household): boolean => Boolean(this.account) && this.keeperOf(household)?.account === this.account;
  unkept = $derived(this.households.filter((one) => !this.keeperOf(one)));
  share = (changes: { household: string; keeper: string | null }[]): Promise<void> =>
    phone.submitAll(changes.map(({ household, keeper }) => ({ kind: 'household.edit', body: { household, fields: { keeper } } })));

  figures = $derived.by(() => {
    const raw = phone.figures(this.hamlet);
    const period = raw?.period as Record<string, unknown> | undefined;
    return raw && period
      ? { from: str(period.from), to: str(period.to), as_of: phone.heard, reached: num(raw.reached), contacts: num(raw.contacts), nobody: num(raw.nobody), sessions: num(raw.sessions), shifts: num(raw.shifts) }
      : null;
  });

  // ---- visits
  #read = (one: { id: string; content: Record<string, unknown>; pending: boolean }): Visit => visitOf(one.id, one.content, one.pending);
  visitsOf = (household: string): Visit[] => phone.visitsOf(household).map(this.#read).sort((a, b) => b.day.localeCompare(a.day));
  myVisits: Visit[] = $derived(
    phone.visits
      .filter((one) => one.content.author === this.account)
      .map(this.#read)
      .sort((a, b) => Number(b.pending) - Number(a.pending) || b.day.localeCompare(a.day)),
  );
  visit = (id: string): Visit | undefined => {
    const one = phone.visits.find((visit) => visit.id === id);
    return one && this.#read(one);
  };
  known = (household: Household): Known => {
    const last = this.visitsOf(household.id).find((one) => one.met);
    return { today: this.today, people: household.residents.map(({ id, levels }) => ({ id, levels })), lastMet: last?.people ?? [], skills: this.skills.map((one) => one.code) };
  };

  // ---- what is on its way
  get waiting() { return phone.waiting; }
  get returned(): Returned[] { return phone.returned; }
  /** Visits and group activities that are not in the server's figures yet. */
  unsent = $derived(phone.waiting.filter((one) => one.kind === 'visit.record' || one.kind === 'activity.record').length);
  get online(): boolean { return phone.online; }
  get sending(): boolean { return phone.sending; }
  /** Why the last attempt did not get through; null when it did. */
  get trouble() { return phone.trouble; }
  /** When all was last sent; null while anything waits. */
  get sentAt(): number | null { return phone.status.kind === 'kept' ? phone.status.at : null; }
  syncNow = (): Promise<boolean> => phone.syncNow();
  /** Inside a Vietnamese sentence a title is small: "hộ bà Sa Rươl". A name without one stays as it is written. */
  #inside = (written: string): string => {
    const name = written.trim().replace(/^hộ\s+/iu, '');
    return look.language === 'vi' && writtenTitle(name) ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name;
  };
  #call = (id: string): string | null => {
    const household = this.household(id);
    return household ? this.#inside(householdName(household, this.today, w.ui.people)) : null;
  };
  about = (item: { kind: string; body: Record<string, unknown>; reason?: Reason }): string =>
    subjectOf(item, { household: this.#call, inside: this.#inside }, this.today, w.work);

  // ---- the half-filled visit
  draft: VisitDraft | null = $derived(readDraft(phone.draft(DRAFT)));
  keepDraft = (draft: VisitDraft | null): void => void phone.setDraft(DRAFT, draft);

  /** When a group activity was begun that is half-filled; its own room reads the rest of it. */
  sessionBegun: number | null = $derived.by(() => {
    const begun = phone.draft<{ begun?: unknown }>('gathering')?.begun;
    return typeof begun === 'number' ? begun : null;
  });
  dropSession = (): void => void phone.setDraft('gathering', null);

  async saveVisit(form: VisitForm): Promise<void> {
    const body = form.body(phone.id(), this.now());
    await phone.submit(form.draft.corrects ? 'visit.correct' : 'visit.record', body, { draft: DRAFT });
    // A refused visit that was edited and sent again is answered by that.
    if (form.draft.answers) await this.dismiss(form.draft.answers);
  }
  beginCorrection = async (visit: Visit): Promise<void> => {
    const household = this.household(visit.household);
    if (household) await phone.setDraft(DRAFT, correction(visit, household, this.today, this.now()));
  };
  removeVisit = async (visit: string, why: string): Promise<void> => void (await phone.submit('visit.remove', { visit, why }));

  // ---- writing about households
  async createHousehold(made: { hamlet: string; name: string; cluster: string; note: string; residents: Record<string, unknown>[] }): Promise<string> {
    const household = phone.id();
    const residents = made.residents.map((one) => ({ resident: phone.id(), ...present(one) }));
    await phone.submit('household.create', { household, ...present({ ...made, hamlet: made.hamlet || this.hamlet }), residents, made_on: this.today });
    return household;
  }
  editHousehold = async (household: string, fields: Record<string, unknown>): Promise<void> => void (await phone.submit('household.edit', { household, fields }));
  /** `who`: [resident of the first, resident of the one that stands]. */
  mergeHousehold = async (household: string, into: string, who: [string, string][]): Promise<void> =>
    void (await phone.submit('household.merge', { household, into, residents: who, day: this.today }));
  editResident = async (household: string, resident: string, fields: Record<string, unknown>): Promise<void> =>
    void (await phone.submit('resident.edit', { resident, household, fields }));
  async createResident(household: string, person: Record<string, unknown>, met: boolean): Promise<void> {
    const resident = phone.id();
    const at = this.household(household);
    await phone.submit('resident.create', { resident, household, ...present(person), made_on: this.today });
    if (!met || !at) return;
    // Added on the way through a visit: this is someone who was met.
    const draft = this.draft?.household === household ? this.draft : begin(household, this.known(at), this.now());
    await phone.setDraft(DRAFT, { ...draft, met: [...draft.met, resident], nobody: false });
  }

  // ---- mending
  handOver = async (operation: string): Promise<void> => void (await phone.submit('work.hand_over', { operation }));
  dismiss = async (operation: string): Promise<void> => void (await phone.submit('work.dismiss', { operation }));
  /** What was returned can be written again here: its household is in this book, or it needs none. */
  canMend = (item: Returned): boolean => item.kind.startsWith('activity.') || this.household(str(item.body.household)) !== undefined;
  /** Opens what was returned where it can be edited, and says where that is. */
  async reopen(item: Returned): Promise<string> {
    if (item.kind.startsWith('activity.')) return (await import('../gathering/gatherings.svelte')).gatherings.reopen(item.id, item.kind, item.body);
    const id = str(item.body.household);
    const household = this.household(id);
    if (item.kind === 'visit.record' || item.kind === 'visit.correct') {
      if (household) await phone.setDraft(DRAFT, again(item, household, this.today, this.now()));
      return household ? to.visit(id) : to.choose;
    }
    return household ? to.household(id) : to.households;
  }

  // ---- the door, from inside
  lock = (): Promise<void> => phone.lock();
  signOut = (): Promise<void> => phone.signOut();
  devices = leading.devices;
  revokeDevice = leading.revokeDevice;
  openDesk = leading.openDesk;
  teamMembers = (): ReturnType<typeof leading.teamMembers> => leading.teamMembers(this.hamlet);
  invite = leading.invite;
  acceptAttention = leading.accept;
  returnAttention = leading.giveBack;
  seenAttention = leading.seen;
  settle = leading.settle;
  get lead() { return leading.list; }
  get attentionCount(): number { return leading.count; }
}

/** Without what is empty: the contract leaves it out. */
function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== '' && value !== 0));
}

export const book = new FieldBook();
