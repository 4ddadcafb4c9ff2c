// The visit that is being recorded: holds the draft, and keeps it on the phone after every change.

import { bodyOf, counted, likelyNext, picksOf, type Known, type NextStep, type PersonKnown, type Pick, type VisitDraft } from './visit';

export class VisitForm {
  draft: VisitDraft = $state() as VisitDraft;
  /** Whose page is open in step 2, and which of their skills. */
  person = $state('');
  #at = $state<Record<string, number>>({});

  constructor(
    draft: VisitDraft,
    readonly known: Known,
    readonly keep: (draft: VisitDraft) => void,
  ) {
    this.draft = draft;
    this.person = draft.met.find((id) => draft.seen.includes(id)) ?? draft.met[0] ?? '';
  }

  change(patch: Partial<VisitDraft>): void {
    Object.assign(this.draft, patch);
    this.keep($state.snapshot(this.draft) as VisitDraft);
  }

  // ---- step 1

  meet(resident: string, met: boolean): void {
    const others = this.draft.met.filter((id) => id !== resident);
    this.change({ met: met ? [...others, resident] : others, nobody: met ? false : this.draft.nobody });
  }

  meetNobody(nobody: boolean): void {
    this.change({ nobody, met: nobody ? [] : this.draft.met });
  }

  get someone(): boolean {
    return this.draft.nobody || this.draft.met.length > 0;
  }

  /** People met, in the order of the household. */
  get met(): PersonKnown[] {
    return this.known.people.filter((person) => this.draft.met.includes(person.id));
  }

  // ---- step 2

  get picks(): Pick[] {
    return this.picksFor(this.person);
  }

  get pick(): Pick | undefined {
    return this.picks[Math.min(this.#at[this.person] ?? 0, this.picks.length - 1)];
  }

  picksFor(resident: string): Pick[] {
    return picksOf(this.draft, this.known.people.find((person) => person.id === resident), resident, this.known.skills);
  }

  levelBefore(resident: string, skill: string): number | null {
    return this.known.people.find((person) => person.id === resident)?.levels[skill]?.level ?? null;
  }

  /** Opens a person's page: from now on what stands chosen there counts. */
  open(resident: string): void {
    this.person = resident;
    this.#write(resident, this.picksFor(resident));
    if (!this.draft.seen.includes(resident)) this.change({ seen: [...this.draft.seen, resident] });
  }

  /** The next person whose page was not looked at yet. */
  get unseen(): PersonKnown | undefined {
    return this.met.find((person) => !this.draft.seen.includes(person.id));
  }

  show(index: number): void {
    this.#at = { ...this.#at, [this.person]: index };
  }

  setLevel(level: number | null): void {
    const pick = this.pick;
    if (!pick) return;
    this.#write(this.person, this.picks.map((one) => (one.skill === pick.skill ? { ...one, level, why: level === -1 ? one.why : undefined } : one)));
  }

  setWhy(why: string): void {
    const pick = this.pick;
    if (pick) this.#write(this.person, this.picks.map((one) => (one.skill === pick.skill ? { ...one, why } : one)));
  }

  /** Puts another skill in the place of the one shown, or beside it. */
  choose(skill: string, beside: boolean): void {
    const picks = this.picks;
    const there = picks.findIndex((pick) => pick.skill === skill);
    if (there >= 0) return this.show(there);
    const fresh: Pick = { resident: this.person, skill, level: this.levelBefore(this.person, skill) };
    const at = this.pick ? picks.indexOf(this.pick) : 0;
    const next = beside ? [...picks, fresh] : picks.map((pick, i) => (i === at ? fresh : pick));
    this.#write(this.person, next);
    this.show(beside ? next.length - 1 : at);
  }

  #write(resident: string, picks: Pick[]): void {
    this.change({ picks: [...this.draft.picks.filter((pick) => pick.resident !== resident), ...picks] });
  }

  // ---- step 3

  get counted(): Pick[] {
    return counted(this.draft);
  }

  /** The step that is on the screen. Merely looking at the first one leaves no draft behind. */
  goTo(step: 1 | 2 | 3): void {
    if (step === 3 && !this.draft.nextTouched) this.draft.next.step = likelyNext(this.draft);
    if (step !== this.draft.step) this.change({ step });
    const first = this.unseen ?? this.met[0];
    if (step === 2 && first && !this.met.some((one) => one.id === this.person && this.draft.seen.includes(one.id))) this.open(first.id);
  }

  setNext(patch: Partial<{ step: NextStep; day: string; note: string }>): void {
    this.change({ next: { ...this.draft.next, ...patch }, nextTouched: true });
  }

  body(visit: string, now: number): Record<string, unknown> {
    return bodyOf($state.snapshot(this.draft) as VisitDraft, visit, now);
  }
}
