// Sharing households out among a team's members, worked out before anything is written. Pure: the same question gives the
// same answer on every phone.

export interface Home {
  id: string;
  cluster: string;
  /** A membership; null: nobody looks after it. */
  keeper: string | null;
}

/** Household → membership, null: nobody. What stays as it is is not in it. */
export type Plan = ReadonlyMap<string, string | null>;

const words = new Intl.Collator('vi', { numeric: true });

/** Neighbours beside each other, in the order in which they came; those of no cluster last. */
function inLanes(homes: Home[]): Home[] {
  return homes.map((home, i) => ({ home, i })).sort((a, b) =>
    Number(!a.home.cluster) - Number(!b.home.cluster) || words.compare(a.home.cluster, b.home.cluster) || a.i - b.i).map(({ home }) => home);
}

/** How many each member should have when `give` more are given, always to who has least; nobody is taken from. */
function filled(has: number[], give: number): number[] {
  const wanted = [...has];
  for (let n = 0; n < give; n += 1) {
    const least = wanted.indexOf(Math.min(...wanted));
    wanted[least] = (wanted[least] ?? 0) + 1;
  }
  return wanted;
}

/** As even as can be; the larger share to who has more already, so that less changes hands. */
function even(has: number[], all: number): number[] {
  const base = Math.floor(all / has.length);
  const order = has.map((n, i) => ({ n, i })).sort((a, b) => b.n - a.n || a.i - b.i);
  const wanted = has.map(() => base);
  for (const { i } of order.slice(0, all % has.length)) wanted[i] = base + 1;
  return wanted;
}

/**
 * Evenly among these members. `again`: all households are shared anew, each member keeping what fits; otherwise only those
 * that nobody of the team looks after are given out, to who has least. Runs of neighbours stay together.
 */
export function evenly(homes: Home[], members: string[], again: boolean): Plan {
  const plan = new Map<string, string | null>();
  if (members.length === 0) return plan;
  const lanes = inLanes(homes);
  const own = members.map((member) => lanes.filter((home) => home.keeper === member));
  const has = own.map((list) => list.length);
  const free = lanes.filter((home) => (again ? !home.keeper || !members.includes(home.keeper) : home.keeper === null));
  const wanted = again ? even(has, homes.length) : filled(has, free.length);
  const over = new Set(own.flatMap((list, i) => list.slice(wanted[i])));
  const pool = lanes.filter((home) => over.has(home) || free.includes(home));
  let at = 0;
  members.forEach((member, i) => {
    const short = Math.max(0, (wanted[i] ?? 0) - (has[i] ?? 0));
    for (const home of pool.slice(at, at + short)) plan.set(home.id, member);
    at += short;
  });
  return plan;
}

/** Whole clusters to a member, or to nobody; those without a choice stay. */
export function byCluster(homes: Home[], choice: ReadonlyMap<string, string | null>): Plan {
  const plan = new Map<string, string | null>();
  for (const { id, cluster, keeper } of homes) {
    const member = choice.get(cluster);
    if (member !== undefined && member !== keeper) plan.set(id, member);
  }
  return plan;
}

/** One household put into a plan or back: what comes to what it is drops out. */
export function given(plan: Plan, home: Home, member: string | null): Plan {
  const next = new Map(plan);
  if (home.keeper === member) next.delete(home.id);
  else next.set(home.id, member);
  return next;
}

export interface Total {
  /** Null: nobody. */
  member: string | null;
  before: number;
  after: number;
}

/** What each member has now and would have, and what nobody has. */
export function totals(homes: Home[], members: string[], plan: Plan): Total[] {
  const count = (member: string | null, of: (home: Home) => string | null): number => homes.filter((home) => of(home) === member).length;
  const after = (home: Home): string | null => (plan.has(home.id) ? (plan.get(home.id) ?? null) : home.keeper);
  return [...members, null].map((member) => ({ member, before: count(member, (home) => home.keeper), after: count(member, after) }));
}
