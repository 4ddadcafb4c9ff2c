// What an organisation lacks, as the server found it, grouped for reading.

import { look, pick } from '../../i18n';
import en from '../../i18n/en/checks';
import vi from '../../i18n/vi/checks';
import type { components } from '../../lib/api-types';
import { get } from '../desk/api';
import { day, lowered, number } from '../desk/say';

export type Checks = components['schemas']['Checks'];
export type Finding = components['schemas']['FindingShown'];

export const checksOf = (unit: string, signal?: AbortSignal) => get<Checks>(`/units/${unit}/checks`, signal);

/** Reactive where it is read in markup or `$derived`. */
export const words = {
  get checks() {
    return pick(vi, en);
  },
};

/** The order in which an office looks: what is missing as a whole comes first. */
const ORDER = [
  'hamlet_without_team',
  'team_without_leader',
  'two_leaders',
  'team_without_deputy',
  'post_missing',
  'led_by_other_post',
  'team_too_small',
  'team_too_large',
  'decision_missing',
  'term_over',
  'term_ending',
  'phone_shared',
  'published_differs',
] as const;
/** Softer ones: to be done, not missing. */
export const SOFT = new Set<string>(['term_ending', 'published_differs']);
export type Code = (typeof ORDER)[number];

export interface Group {
  code: Code;
  count: number;
  /** The findings that came along; there can be more. */
  shown: Finding[];
}

export function groups(checks: Checks): Group[] {
  const counted = ORDER.filter((code) => (checks.counts[code] ?? 0) > 0);
  return counted.map((code) => ({
    code,
    count: checks.counts[code] ?? 0,
    shown: checks.findings.filter((finding) => finding.code === code),
  }));
}

type Params = Partial<Record<string, string | number | string[]>>;
const params = (finding: Finding) => finding.params as Params;

/** What is to be said of one place beyond the group's own sentence. */
export function detail(finding: Finding): string {
  const t = words.checks.detail;
  const of = params(finding);
  const english = look.language === 'en';
  const post = lowered(String((english ? of.post_en : of.post_vi) ?? ''));
  const n = (key: string) => number(Number(of[key] ?? 0));
  switch (finding.code as Code) {
    case 'two_leaders':
      return t.count(n('count'));
    case 'team_too_small':
      return t.least(n('count'), n('least'));
    case 'team_too_large':
      return t.most(n('count'), n('most'));
    case 'post_missing':
      return t.missing(post);
    case 'led_by_other_post':
      return t.leads(post);
    case 'term_over':
    case 'term_ending':
      return t.term(day(String(of.day ?? '')));
    case 'phone_shared':
      return t.shared(n('count'), [...(Array.isArray(of.places) ? of.places : []), ...finding.names].join(', '));
    case 'published_differs': {
      const name = lowered(String((english ? of.name_en : of.name_vi) ?? ''));
      const more = Number(of.difference ?? 0);
      return t.published(name, n('counted'), n('stated'), `${more > 0 ? '+' : '−'}${number(Math.abs(more))}`, day(String(of.as_of ?? '')), String(of.source ?? ''));
    }
    default:
      return '';
  }
}

/** By which custom a group was judged, where it was by one. */
export function rule(group: Group): string {
  const of = group.shown[0] ? params(group.shown[0]) : {};
  return String((look.language === 'en' ? of.rule_en : of.rule_vi) ?? '');
}
