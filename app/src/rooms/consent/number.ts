// Phone numbers of residents, as people type and read them.

/** "0912 345 678": as it is read aloud. */
export const phoneShown = (number: string): string => number.replace(/^\+84/, '0').replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');

/** A Vietnamese mobile number, however it is written. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/[\s.\-()]/g, '').replace(/^(\+|00)84|^84(?=\d{9}$)/, '0');
  return /^0[1-9]\d{8}$/.test(digits);
}
