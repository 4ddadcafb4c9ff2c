// The dashboard on the wire (GET /api/units/{unit}/dashboard). A null figure is "not known", which is never 0.

import type { Crumb, Tier } from '../desk/types';

export interface Period {
  key: string;
  from: string | null;
  to: string | null;
}

export interface Part {
  label_vi: string;
  label_en: string;
  value: number | null;
}

export interface Card {
  indicator: string;
  item: string;
  name_vi: string;
  name_en: string;
  value: number | null;
  unit_vi: string;
  unit_en: string;
  previous: number | null;
  /** For a ratio: `value` of `asked`; `not_asked` stands apart and is in neither. */
  asked?: number | null;
  not_asked?: number | null;
  published: { value: number; as_of: string; source: string } | null;
  parts: Part[];
  trend: { bucket: string; value: number | null }[];
  sub?: { vi: string; en: string } | null;
}

export interface Ladder {
  skill: string;
  name_vi: string;
  name_en: string;
  icon: string;
  rungs: number[];
  refuses: number;
  not_asked: number;
  residents: number;
}

export interface YesNo {
  yes: number;
  no: number;
  not_asked: number;
}

export interface Connectivity {
  smartphone: YesNo;
  computer: YesNo;
  line: YesNo;
  signal: { good: number; weak: number; none: number; not_asked: number };
}

export type SendState = 'kept' | 'waiting' | 'refused' | 'late';

export interface Row {
  unit: { id: string; name: string; full_name: string; tier: Tier };
  now_part_of: { name: string } | null;
  teams: number | null;
  members: number | null;
  households: number | null;
  reached: number | null;
  coverage: { alone: number; asked: number; not_asked: number } | null;
  freshness: { state: SendState; days?: number | null; count?: number | null } | null;
}

export interface OwnTeam {
  name?: string | null;
  teams: number | null;
  members: number | null;
}

export interface UnitMap {
  viewbox: string;
  shapes: { unit: string; path: string; label: [number, number] }[];
  /** Words on the map that are no unit. */
  texts?: { vi: string; en: string; at: [number, number] }[];
}

export interface Dashboard {
  unit: { id: string; name: string; full_name: string; tier: Tier; code: string | null; vintage: number | null };
  crumbs: Crumb[];
  banner: { kind: string; decision: string; from: string; successors: string[] } | null;
  period: Period;
  periods: Period[];
  as_of: number;
  version: number;
  cards: Card[];
  ladder: Ladder[];
  connectivity: Connectivity | null;
  /** The skill '' is any of them: each person once, whatever they practised. */
  people: { skill: string; contacts: number; people: number }[];
  visits: { met: number; nobody: number };
  freshness: { sent_all: number; waiting: number; refused: number; silent: number; last_at: number | null };
  children: Row[];
  own_team_row: OwnTeam | null;
  map: UnitMap | null;
}

/** One indicator of the catalogue (GET /api/indicators). */
export interface Indicator {
  code: string;
  name_vi: string;
  name_en: string;
  unit_vi: string;
  unit_en: string;
  owner: string;
  kind: 'flow' | 'stock' | 'distinct' | 'ratio' | 'latest';
  how_vi: string;
  how_en: string;
  breakdowns: string[];
  items: string[];
}

/** One figure taken apart (GET /api/units/{unit}/figures/{indicator}). */
export interface Figure {
  value: number;
  /** Out of how many, for a ratio. */
  whole?: number;
  parts: Part[];
  /** A ratio's two figures. */
  terms: { item: string; name_vi: string; name_en: string; value: number }[];
  sex?: { male: number; female: number; unknown: number };
  age?: { age_0_17: number; age_18_39: number; age_40_59: number; age_60: number; unknown: number };
  /** What each unit below adds, and what belongs to none of them. */
  children: { unit: { id: string; full_name: string }; value: number; whole?: number }[];
  own: number;
}
