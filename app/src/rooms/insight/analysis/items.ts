// Items of indicators in words: "vneid:6" is "VNeID, tự làm được".

import { w } from '../../desk/words';
import { a } from './words';

export interface Named {
  code: string;
  name_vi: string;
  name_en: string;
}

export const nameOf = (one: Pick<Named, 'name_vi' | 'name_en'>): string => (w.english ? one.name_en : one.name_vi);

/** A hamlet that is called "12" needs its kind: "Ấp 12". */
export const unitName = (unit: { name: string; full_name: string; tier: string }): string => (unit.tier === 'hamlet' ? unit.full_name : unit.name);

const rung = (text: string): string | undefined => {
  const t = w.insight.ladder;
  return text === '-1' ? t.refuses : /^[0-6]$/.test(text) ? t.rungs[Number(text)] : undefined;
};

/** `reasons` are the whys of the catalogue of reasons, where they are known. */
export function itemName(item: string, skills: Named[], reasons: Named[] = []): string {
  const known = a.t.items[item];
  if (known !== undefined) return known;
  const [first = '', ...rest] = item.split(':');
  const skill = skills.find((one) => one.code === first);
  const words = rest.map((part) => {
    const reason = reasons.find((one) => one.code === part);
    return rung(part) ?? a.t.items[part] ?? (reason ? nameOf(reason) : part);
  });
  return [skill ? nameOf(skill) : first, words.map((word) => word.toLowerCase()).join(' → ')].filter(Boolean).join(', ');
}
