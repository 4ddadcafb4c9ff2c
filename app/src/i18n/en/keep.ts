import type vi from '../vi/keep';

const keep: typeof vi = {
  unsaved: {
    title: 'The phone is full: not saved yet',
    text: 'What you wrote is still on the screen. Do not close Gần Dân; choose one of these.',
    direct: 'Send it straight to the commune',
    directText: 'Sealed and sent at once; needs no room on the phone.',
    directOff: 'Sending it straight needs a network. Go where there is signal, then tap.',
    clean: 'Clear old data, then save',
    cleanText: 'Visits older than 3 months leave the phone. The commune keeps them all, and the team\'s figures do not change.',
    again: 'Try to save again',
    copy: 'Copy as text',
    copied: 'Copied. Paste it into a note or a message to keep it.',
    notCopied: 'The phone does not let it be copied. Hold the text above to select and copy it.',
    back: 'Back to what I was writing',
    failed: { again: 'Still not enough room. Delete some pictures or videos on the phone, or choose another way.', direct: 'The commune could not be reached. Your words are still here; try again or choose another way.', drop: '' },
    busy: 'Working …',
    text2: 'What will be saved',
  },
  straight: 'Sent straight to the commune, which has it now.',
  draft: {
    title: 'The phone is full: this is not kept while you write',
    text: 'What you are writing is on this screen only. Do not close Gần Dân. Finish and tap save: you will be shown how to send it straight away or copy it.',
  },
  low: {
    title: (left) => `Only ${left} are left for Gần Dân on this phone`,
    text: 'Clear something before you record, or it may not be saved in the end.',
    go: 'See the room on this phone',
  },
  space: {
    title: 'Room on this phone',
    used: (used, left) => `Gần Dân uses ${used}; ${left} are left.`,
    unknown: 'The phone does not say how much room is left.',
    kept: 'The phone promised not to clear this book by itself.',
    may: 'When it is full, the phone may clear the book by itself. Put Gần Dân on the home screen to be safer.',
    rule: 'Visits older than 18 months leave the phone by themselves. The commune keeps and counts them.',
    clean: 'Take visits older than 3 months off this phone',
    cleaned: (n) => (n ? `${n} old ${n === 1 ? 'visit' : 'visits'} left the phone. The team's figures do not change.` : 'No visit on this phone is older than 3 months.'),
    notCleaned: 'It could not be cleared. Delete some pictures or videos on the phone, then try again.',
  },
};

export default keep;
