// A PIN of six digits, and the few that anyone would try first.

export const PIN_LENGTH = 6;

export function easyPin(pin: string): boolean {
  if (/^(\d)\1+$/.test(pin)) return true;
  if (/^(\d\d)\1\1$/.test(pin) || /^(\d{3})\1$/.test(pin)) return true;
  return '01234567890'.includes(pin) || '09876543210'.includes(pin);
}
