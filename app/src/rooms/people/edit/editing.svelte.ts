// A form that is sent: what the server does not take stands at its field, and what was typed stays.

import { look } from '../../../i18n';
import { Act } from '../../desk/act.svelte';
import { words } from './words';

/** The fields at which a refusal belongs that names none itself. */
const FIELD: Record<string, string> = {
  team_name_taken: 'team',
  two_leaders_at_once: 'role',
  phone_taken: 'phone',
  already_member: 'name',
  not_a_member: 'to',
};

export class Editing {
  readonly act = new Act(() => words.organisation.refusals);
  /** Where what is wrong stands. */
  field = $state<string | null>(null);

  constructor(private readonly id: string) {}

  /** The sentence for a field. */
  problemOf = (field: string): string | null => (this.field === field ? this.act.problem : null);

  /** What is wrong, and stands at no field of the form. */
  get problem(): string | null {
    return this.field && document.getElementById(this.at(this.field)) ? null : this.act.problem;
  }

  at = (field: string): string => `${this.id}-${field}`;

  say(text: string, field: string): void {
    this.act.problem = text;
    this.point(field);
  }

  /** True when it was done. `onstale`: somebody else was faster, and what is shown has to be asked for again. */
  async run(what: () => Promise<unknown>, onstale?: () => void): Promise<boolean> {
    this.field = null;
    if (await this.act.run(what)) return true;
    const { code, params } = this.act;
    if (code === 'changed_meanwhile') onstale?.();
    const said = params[look.language === 'en' ? 'en' : 'vi'];
    if (code === 'field_wrong' && typeof said === 'string') this.act.problem = sentence(said);
    const field = code === 'field_wrong' ? String(params['field'] ?? '') : FIELD[code];
    if (field) this.point(field);
    return false;
  }

  /** Something else stands there now: whatever was said of it is over. */
  touched = (field: string): void => {
    if (this.field !== field) return;
    this.field = null;
    this.act.problem = null;
  };

  private point(field: string): void {
    this.field = field;
    document.getElementById(this.at(field))?.focus();
  }
}

/** As a sentence: the server writes them for the cells of a list. */
const sentence = (text: string) => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
