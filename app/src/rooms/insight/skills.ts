// Skills are data and name their own icon; one that this version does not draw gets the book.

const DRAWN = new Set(['id', 'umbrella', 'heart', 'pay', 'service', 'file', 'shield', 'meeting', 'learn', 'phone', 'lock']);

export const skillIcon = (icon: string): string => (DRAWN.has(icon) ? icon : 'learn');
