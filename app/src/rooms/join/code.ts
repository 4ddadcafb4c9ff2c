// Invitation codes as people type them: small letters, spaces, missing dashes.

const LETTERS = 10;

/** "k7m4 2qpd9x" becomes "K7M4-2QPD-9X"; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (plain.length !== LETTERS) return null;
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
}

/** A pasted link counts as its code. */
export function codeIn(typed: string): string | null {
  const link = /\/moi\/([^/?#\s]+)/.exec(typed);
  return readCode(link?.[1] ? decodeURIComponent(link[1]) : typed);
}
