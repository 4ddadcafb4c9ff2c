import type vi from '../vi/checks';

const checks: typeof vi = {
  title: 'To be completed',
  looked: (hamlets, teams) => `${hamlets} hamlets and ${teams} teams were looked at.`,
  good: 'Every hamlet has a team, every team has its people, and no term is over.',
  more: (n) => `and ${n} more places`,
  total: (n) => `${n} things to look at`,
  below: 'To be completed, by unit',
  place: 'Unit',
  findings: 'To look at',
  failed: 'This part could not be looked at.',
  rule: (name) => `By the custom of: ${name}.`,
  code: {
    hamlet_without_team: 'Hamlets without a team',
    team_without_leader: 'Teams without a leader',
    team_without_deputy: 'Teams without a deputy',
    two_leaders: 'Teams with more than one leader',
    team_too_small: 'Teams smaller than they should be',
    team_too_large: 'Teams larger than they should be',
    post_missing: 'Teams that lack a post',
    led_by_other_post: 'Teams led by another post than the custom says',
    decision_missing: 'Teams whose founding decision is not noted',
    term_over: 'Decisions whose term is over',
    term_ending: 'Terms that end within 60 days',
    phone_shared: 'One phone number given for several people',
    published_differs: 'Published figures that differ from the counted ones',
  },
  detail: {
    count: (count) => `${count} people`,
    least: (count, least) => `${count} people, at least ${least} are asked for`,
    most: (count, most) => `${count} people, at most ${most}`,
    missing: (post) => `no ${post}`,
    leads: (post) => `${post} leads`,
    term: (day) => `until ${day}`,
    shared: (count, whom) => `${count} people, one number${whom ? `: ${whom}` : ''}`,
    published: (name, counted, stated, more, day, source) => `${name}: ${counted} counted, ${stated} published (${day}), ${more}. Source: ${source}`,
  },
};

export default checks;
