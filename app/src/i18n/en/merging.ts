import type vi from '../vi/merging';

const en: typeof vi = {
  title: 'Which household is it?',
  likely: 'It may be',
  none: 'None looks like it. Type a name to find it.',
  compare: 'Look at both',
  goes: 'This household goes into the one below',
  stays: 'The household that stands',
  people: 'Who is whom',
  same: (one) => `${one}: the same person`,
  comes: (one) => `${one}: joins the household that stands`,
  both: 'The visits of both stay and count for the one that stands. If it was wrong, the commune can take it apart.',
  other: 'Choose another',
  yes: 'Make them one household',
  saved: 'Saved on this phone. It will be sent when there is a network.',
};

export default en;
