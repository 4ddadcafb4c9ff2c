import type vi from '../vi/mine';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const times = (n: number) => (n ? ` Nobody was home ${count(n, 'time', 'times')}.` : '');
const done = (homes: number, visits: number) => `${count(homes, 'household', 'households')}, ${count(visits, 'visit', 'visits')}`;
const mine: typeof vi = {
  section: 'Me and the whole team',
  week: 'This week',
  last: 'Last week',
  month: 'This period',
  span: (from, to) => `${from} to ${to}`,
  me: 'Me',
  team: 'Whole team',
  done: (homes, visits) => `${homes} ${homes === '1' ? 'household' : 'households'}, ${visits} ${visits === '1' ? 'visit' : 'visits'}`,
  unsent: (n) => `+ ${count(n, 'visit', 'visits')} not sent`,
  none: 'No figures of this week yet. They come with the next exchange.',
  more: 'The week in words, for your group',
  moreSub: 'A few lines, no resident named',
  how: {
    title: 'How my part and the team\'s are counted',
    of: 'my part and the team\'s',
    homes: 'Households: distinct households with at least one visit where somebody was met. When two people visit one household it counts for each of them, and once for the team; so the members together can be more than the team.',
    visits: 'Visits: times somebody was met. Each belongs to whoever recorded it.',
    week: 'A week runs from Monday to Sunday, a period from the 15th to the 14th.',
    server: (when) => `Counted by the commune, ${when}. This phone adds nothing up.`,
    unsent: 'Visits not sent are still on this phone, so they are not in the figures.',
  },
  page: {
    title: 'The week in words',
    which: 'Which week?',
    preview: 'What will be sent',
    share: 'Send to your group (Zalo, messages …)',
    copy: 'Copy as text',
    copied: 'Copied. Open your group and paste it.',
    notCopied: 'The phone does not let it be copied. Hold the text above to select and copy it.',
    safe: 'Counts and your own name only; no resident is named.',
  },
  summary: {
    head: (team, from, to) => `${team}, week ${from} to ${to}`,
    team: (homes, visits, none) => `Whole team: ${done(homes, visits)} where somebody was met.${times(none)}`,
    mine: (who, homes, visits, none) => `${who}: ${done(homes, visits)} where somebody was met.${times(none)}`,
    unsent: (n) => `${count(n, 'visit is', 'visits are')} still on the phone and not counted above.`,
    asOf: (when) => `Counted by the commune, ${when}.`,
  },
};

export default mine;
