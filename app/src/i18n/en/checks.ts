import type vi from '../vi/checks';

const checks: typeof vi = {
  title: 'To be completed',
  looked: (hamlets, teams) => `${hamlets} hamlets and ${teams} teams were looked at.`,
  good: 'Every hamlet has a team, and every team has its people.',
  more: (n) => `and ${n} more places`,
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
  },
  detail: {
    count: (count) => `${count} people`,
    least: (count, least) => `${count} people, at least ${least} are asked for`,
    most: (count, most) => `${count} people, at most ${most}`,
    missing: (post) => `no ${post}`,
    leads: (post) => `${post} leads`,
  },
};

export default checks;
