import type vi from '../vi/ui';

// The frame of the phone: bottom bar, sync line, common words.
const ui: typeof vi = {
  product: 'Gần Dân',
  nav: { label: 'Main', today: 'Today', households: 'Households', work: 'My work', team: 'Team' },
  help: { open: 'Help for this page', failed: 'The help did not open. Tap again.' },
  dots: {
    returned: (n) => `${n} returned`,
    attention: (n) => `${n} for the team to look at`,
  },
  back: 'Back',
  backTo: (where) => `Back to ${where}`,
  close: 'Close',
  cancel: 'Cancel',
  next: 'Next',
  save: 'Save',
  edit: 'Edit',
  again: 'Try again',
  loading: 'Opening…',
  sync: {
    allSent: (time) => `All sent, ${time}`,
    waiting: (n) => `${n} waiting to be sent`,
    refused: (n) => (n === 1 ? '1 was returned' : `${n} were returned`),
    offline: 'No network',
    sending: 'Sending and receiving',
    unreached: 'Commune not reached',
    nothing: 'Nothing sent yet',
  },
  how: 'How counted',
  off: {
    title: 'There is no network',
    text: 'Keep recording as usual. The phone keeps everything and sends it when there is a network.',
  },
  broken: { title: 'Something went wrong on this page', text: 'Everything you recorded is still on the phone. Open it again to go on.', again: 'Open again', home: 'Go to Today' },
  failed: { title: 'This page did not load', text: 'Everything you recorded is still there.' },
  opening: 'Opening the hamlet’s book',
  notYetOffline: 'The book is not fully downloaded. It goes on from where it stopped when there is a network.',
  update: { text: 'Gần Dân has a new version. One tap opens it again with the new one; nothing recorded is lost.', use: 'Use the new version' },
  missing: { title: 'No such page', text: 'The link may be old.', home: 'Go to Today' },
  people: {
    elderMan: 'Mr', elderWoman: 'Mrs', man: 'Mr', woman: 'Ms', child: '', someone: 'you',
    alone: { elderMan: 'he', elderWoman: 'she', man: 'he', woman: 'she', child: '' },
    householdOf: (who) => `Household of ${who}`,
    age: (n) => `${n} years old`,
    born: (year) => `born ${year}`,
  },
  days: {
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    ago: (n) => `${n} days ago`,
    week: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    onWeekday: (weekday, day) => `${weekday}, ${day}`,
    weekdayDay: (weekday, day) => `${weekday} ${day}`,
  },
  spans: {
    now: 'just now',
    minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
    hours: (n) => (n === 1 ? '1 hour' : `${n} hours`),
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
};

export default ui;
