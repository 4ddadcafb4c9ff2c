// The group activity that is being recorded: holds the draft, and keeps it on the phone after every change.

import { allAt, oneAt, stepsOf, told, type Draft, type Pick, type Step } from './gathering';

export class GatheringForm {
  draft: Draft = $state() as Draft;
  /** Whose skill is shown where people climb. */
  #skill = $state('');

  constructor(
    draft: Draft,
    readonly skills: () => string[],
    readonly before: (resident: string, skill: string) => number | null,
    readonly keep: (draft: Draft) => void,
  ) {
    this.draft = draft;
  }

  get now(): Draft {
    return $state.snapshot(this.draft) as Draft;
  }

  change(patch: Partial<Draft>): void {
    Object.assign(this.draft, patch);
    this.keep(this.now);
  }

  toggle(list: 'partners' | 'topics', code: string, on: boolean): void {
    const others = this.draft[list].filter((one) => one !== code);
    this.change({ [list]: on ? [...others, code] : others });
  }

  // ---- screens

  get steps(): Step[] {
    return stepsOf(this.draft, this.skills());
  }

  goTo(step: Step): void {
    if (step !== this.draft.step) this.change({ step });
  }

  // ---- who got how far

  /** Skills that were shown, in the order of the catalogue. */
  get shown(): string[] {
    return this.skills().filter((code) => this.draft.topics.includes(code));
  }

  get skill(): string {
    return this.shown.includes(this.#skill) ? this.#skill : (this.shown[0] ?? '');
  }

  show(skill: string): void {
    this.#skill = skill;
  }

  add(resident: string): void {
    if (!this.draft.people.includes(resident)) this.change({ people: [...this.draft.people, resident] });
  }

  takeOut(resident: string): void {
    this.change({ people: this.draft.people.filter((id) => id !== resident), picks: this.draft.picks.filter((pick) => pick.resident !== resident) });
  }

  rungOf(resident: string): Pick | undefined {
    return this.draft.picks.find((pick) => pick.resident === resident && pick.skill === this.skill);
  }

  /** The rung that all share, if they do. */
  get shared(): number | null {
    const rungs = new Set(this.draft.people.map((id) => this.rungOf(id)?.level));
    const [only] = rungs;
    return rungs.size === 1 ? (only ?? null) : null;
  }

  setAll(level: number): void {
    this.change({ picks: allAt(this.now, this.skill, level, (id) => this.before(id, this.skill)) });
  }

  setOne(resident: string, level: number | null, why = ''): void {
    this.change({ picks: oneAt(this.now, resident, this.skill, level, why) });
  }

  get told(): Pick[] {
    return told(this.draft);
  }
}
