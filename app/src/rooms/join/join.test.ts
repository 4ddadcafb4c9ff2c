import { expect, it } from 'vitest';
import { codeIn, readCode } from './code';
import { sizeWords } from './facts';
import { chromeIntent, surroundings } from './inapp';
import { easyPin } from './pin';
import { troubleOf } from './trouble';

it('reads a code however it is typed, also out of a pasted link', () => {
  expect(readCode('k7m4 2qpd9x')).toBe('K7M4-2QPD-9X');
  expect(readCode('K7M4-2QPD')).toBe(null);
  expect(codeIn('https://gandan.example/moi/K7M4-2QPD-9X?x=1')).toBe('K7M4-2QPD-9X');
});

it('refuses the PINs that anyone would try first', () => {
  for (const pin of ['000000', '123456', '654321', '121212', '123123']) expect(easyPin(pin), pin).toBe(true);
  for (const pin of ['493817', '112358', '200587']) expect(easyPin(pin), pin).toBe(false);
});

it('knows the browsers inside apps, and leaves Chrome and Safari alone', () => {
  const chrome = 'Mozilla/5.0 (Linux; Android 12; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';
  expect(surroundings(chrome).app).toBe(null);
  expect(surroundings(`${chrome.replace('SM-A055F', 'SM-A055F; wv')} Zalo android/24`)).toEqual({ app: 'Zalo', ios: false });
  expect(surroundings('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/440]')).toEqual({ app: 'Facebook', ios: true });
  expect(surroundings('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1').app).toBe(null);
  expect(surroundings(chrome.replace('SM-A055F', 'SM-A055F; wv')).app).toBe('');
});

it('opens the same address in Chrome', () => {
  expect(chromeIntent('https://gandan.example/moi/K7M4-2QPD-9X')).toBe('intent://gandan.example/moi/K7M4-2QPD-9X#Intent;scheme=https;package=com.android.chrome;end');
});

it('rounds a download up', () => {
  expect(sizeWords(81_000)).toBe('90 KB');
  expect(sizeWords(1_200_000)).toBe('2 MB');
});

it('tells no network from an invitation that is used up', () => {
  expect(troubleOf(new TypeError('Failed to fetch'))).toBe('offline');
  expect(troubleOf({ status: 410, code: 'invitation_used' })).toBe('used');
  expect(troubleOf({ status: 410, code: 'invitation_expired' })).toBe('expired');
  expect(troubleOf({ status: 404 })).toBe('missing');
  expect(troubleOf({ status: 503 })).toBe('busy');
});
