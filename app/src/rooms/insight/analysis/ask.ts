// What an address of the analysis asks, and the addresses that lead on. Only what is chosen stands in them, so that a link opens
// the same view for a colleague, within their own scope.

import { SECTIONS, type Section } from './types';

/** Name in the address → name on the wire. */
const NAMES = { ky: 'period', kn: 'skill', so: 'indicator', muc: 'item', buoc: 'step', tu: 'from', den: 'to' } as const;
export type Choice = keyof typeof NAMES;
export type Choices = Partial<Record<Choice, string>>;

/** What each section listens to; the rest of an address stays, so that the period goes along from section to section. */
const USES: Record<Section, Choice[]> = {
  'canh-bao': [],
  'dien-bien': ['so', 'muc', 'buoc', 'tu', 'den'],
  'bac-thang': ['ky', 'kn'],
  nhom: ['ky', 'kn'],
  'lan-gap': ['ky'],
  'kho-khan': ['ky', 'kn'],
  to: ['ky'],
  'so-sanh': ['ky', 'so', 'muc'],
};
export const uses = (section: Section, choice: Choice): boolean => USES[section].includes(choice);

export function choicesOf(url: URL): Choices {
  const found: Choices = {};
  for (const name of Object.keys(NAMES) as Choice[]) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') found[name] = value;
  }
  return found;
}

const asText = (choices: Choices): string => {
  const kept = Object.entries(choices).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(kept as [string, string][]).toString();
  return text && `?${text}`;
};

export const sectionHref = (unit: string, section: Section, choices: Choices = {}): string =>
  `/ban-lam-viec/${unit}/phan-tich/${section}${asText(choices)}`;

export const figureHref = (unit: string, indicator: string, item = '', period?: string): string =>
  `/ban-lam-viec/${unit}/so/${indicator}${asText({ muc: item, ky: period })}`;

export const recordHref = (unit: string, household: string): string => `/ban-lam-viec/${unit}/ho-dan/${household}`;

/** Where the server has it. */
export function pathOf(unit: string, section: Section, choices: Choices): string {
  const asked = USES[section].flatMap((name) => (choices[name] ? [[NAMES[name], choices[name]]] : []));
  const text = new URLSearchParams(asked as [string, string][]).toString();
  return `/units/${unit}/analysis/${SECTIONS[section]}${text && `?${text}`}`;
}
