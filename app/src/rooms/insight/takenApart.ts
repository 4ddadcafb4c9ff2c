// A figure taken apart, as the short tables of "Cách đếm".

import { w } from '../desk/words';
import type { Figure, Part } from './types';

export interface PartsOf {
  caption: string;
  parts: Part[];
  /** Shown below where the parts add up to the figure. */
  total?: number;
}

const part = (label: string, value: number): Part => ({ label_vi: label, label_en: label, value });

/** Both figures of a ratio may be the same indicator of two items, "vneid:alone" and "vneid:asked": then the item names them. */
function termOf({ item, name_vi, name_en, value }: Figure['terms'][number]): Part {
  const named = w.insight.how.items[item.split(':')[1] ?? ''];
  return named ? part(named, value) : { label_vi: name_vi, label_en: name_en, value };
}

export function tablesOf(figure: Figure): PartsOf[] {
  const t = w.insight.how;
  const tables: PartsOf[] = [];
  if (figure.parts.length > 0) tables.push({ caption: t.parts, parts: figure.parts, total: figure.value });
  if (figure.terms.length > 0) {
    tables.push({ caption: t.terms, parts: figure.terms.map(termOf) });
  }
  if (figure.sex) {
    const { male, female, unknown } = figure.sex;
    tables.push({ caption: t.sex, parts: [part(t.male, male), part(t.female, female), part(t.notKnown, unknown)] });
  }
  if (figure.age) {
    const { unknown, ...groups } = figure.age;
    const ages = Object.entries(groups).map(([age, n]) => part(t.ages[age as keyof typeof groups], n));
    tables.push({ caption: t.age, parts: [...ages, part(t.notKnown, unknown)] });
  }
  if (figure.children.length > 0 && figure.whole === undefined) {
    const below = figure.children.map((child) => part(child.unit.full_name, child.value));
    const own = figure.own === 0 ? [] : [part(t.own, figure.own)];
    tables.push({ caption: t.below, parts: [...below, ...own], total: figure.value });
  }
  return tables;
}
