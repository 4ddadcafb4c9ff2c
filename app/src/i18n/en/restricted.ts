import type vi from '../vi/restricted';

const en: typeof vi = {
  title: 'What is to be kept safe',
  text: 'Poverty, ethnicity, phone numbers of residents: kept only when the household agreed, or when the commune has a basis. Every look is written in the log.',
  show: 'Show the list',
  hide: 'Close the list',
  none: 'No household was asked, and nothing is kept.',
  household: 'Household',
  asked: 'Asked',
  kept: 'Kept',
  basis: 'Basis',
  nothing: 'nothing kept',
  notAsked: 'not asked',
  purposes: { poverty: 'poverty', ethnicity: 'ethnicity', phone: 'phone' },
  answers: { given: (what, day) => `${what}: agreed ${day}`, refused: (what, day) => `${what}: said no ${day}`, withdrawn: (what, day) => `${what}: taken back ${day}` },
  poverty: { poor: 'Poor', near_poor: 'Near-poor', none: 'Neither poor nor near-poor' },
  of: (person, value) => `${person}: ${value}`,
  bases: { household: 'The household agreed', consent: 'A list, households agreed', law: 'A list, by regulation' },
};

export default en;
