// What the screens of group activities read, and the operations they make.

import { phone } from '../../store/phone.svelte';
import { look } from '../../lib/look.svelte';
import { fold } from '../../ui/find';
import { book } from '../fieldwork/book.svelte';
import { householdName, type Household, type Resident } from '../fieldwork/household';
import { str } from '../fieldwork/raw';
import { to } from '../fieldwork/paths';
import { w } from '../fieldwork/words.svelte';
import { again, correction, gatheringOf } from './decode';
import { begin, bodyOf, readDraft, SLUGS, type Draft, type Form, type Gathering } from './gathering';

const DRAFT = 'gathering';

export interface Known {
  resident: Resident;
  household: Household;
  /** "Bà Thạch Thị Sa Rươl". */
  home: string;
  search: string;
}

class Gatherings {
  /** A half-filled one. */
  draft: Draft | null = $derived(readDraft(phone.draft(DRAFT)));
  keep = (draft: Draft | null): void => void phone.setDraft(DRAFT, draft);
  begin = async (kind: Form, hamlet: string): Promise<void> => phone.setDraft(DRAFT, begin(kind, hamlet, book.today, book.now()));

  /** Of the whole team, what was not sent first, then the latest. */
  all: Gathering[] = $derived(
    phone.activities
      .map((one) => gatheringOf(one.id, one.subject, one.content, one.pending))
      .sort((a, b) => Number(b.pending) - Number(a.pending) || b.day.localeCompare(a.day)),
  );
  mine: Gathering[] = $derived(this.all.filter((one) => one.author === book.account));
  one = (id: string): Gathering | undefined => this.all.find((known) => known.id === id);

  // ---- the catalogue
  #words = $derived([...phone.words].sort((a, b) => Number(a.content.position) - Number(b.content.position)));
  listOf = (kind: 'place' | 'partner' | 'channel' | 'topic'): { value: string; label: string }[] =>
    this.#words.filter(({ content }) => content.kind === kind).map(({ content }) => ({ value: str(content.code), label: (look.language === 'en' && str(content.name_en)) || str(content.name_vi) }));
  nameOf = (kind: 'place' | 'partner' | 'channel' | 'topic', code: string): string => this.listOf(kind).find((one) => one.value === code)?.label ?? code;
  topicName = (code: string): string => (this.skillCodes.includes(code) ? book.skillName(code) : this.nameOf('topic', code));
  skillCodes: string[] = $derived(book.skills.map((one) => one.code));

  // ---- people of the book, whichever household they live in
  people: Known[] = $derived(
    book.households.flatMap((household) => {
      const home = householdName(household, book.today, w.ui.people);
      return household.residents.map((resident) => ({ resident, household, home, search: `${fold(resident.name)} | ${fold(home)} | ${fold(household.cluster)}` }));
    }),
  );
  #byId = $derived(new Map(this.people.map((one) => [one.resident.id, one])));
  person = (id: string): Known | undefined => this.#byId.get(id);
  levelOf = (id: string, skill: string): number | null => this.person(id)?.resident.levels[skill]?.level ?? null;

  // ---- operations
  async save(draft: Draft): Promise<void> {
    await phone.submit(draft.corrects ? 'activity.correct' : 'activity.record', bodyOf(draft, phone.id(), book.now()), { draft: DRAFT });
    if (draft.answers) await book.dismiss(draft.answers);
  }
  remove = async (activity: string, why: string): Promise<void> => void (await phone.submit('activity.remove', { activity, why }));
  correct = async (one: Gathering): Promise<void> => phone.setDraft(DRAFT, correction(one, book.today, book.now()));
  /** Opens a refused one where it can be mended, and says where that is. */
  async reopen(operation: string, kind: string, body: Record<string, unknown>): Promise<string> {
    if (kind === 'activity.remove') return to.mySession(str(body.activity));
    await phone.setDraft(DRAFT, again(operation, body, book.today, book.now()));
    return to.sessionStep(SLUGS.place);
  }
}

export const gatherings = new Gatherings();
