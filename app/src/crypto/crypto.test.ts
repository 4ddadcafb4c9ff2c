import { describe, expect, test } from 'vitest';
import { base64, join, random, unbase64, utf8 } from './bytes';
import { batched, copiesIn } from './copies';
import { Damaged, lockUp, openUp } from './cipher';
import { mac, seal, sealingKey } from './seal';
import { newBrowserKey, newDataKey, pinKey, unwrap, wrap } from './wrap';

const ROUNDS = 1000;

test('what is sealed opens with the server\'s key only, in the form of the contract', async () => {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const server = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const serverKey = base64(new Uint8Array(await crypto.subtle.exportKey('raw', server.publicKey)));
  const macKey = base64(random(32));
  const op = '{"id":"1","body":{"name":"Bà Thạch Thị Sa Rươl"}}';
  const copy = await seal({ device: 'd', account: 'a', macKey, serverKey }, op);

  expect(new TextDecoder().decode(copy.subarray(0, 3))).toBe('GD1');
  expect(new DataView(copy.buffer).getUint32(3)).toBe(copy.length - 7);
  const point = await crypto.subtle.importKey('raw', copy.subarray(7, 72), curve, false, []);
  const key = await sealingKey(await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, server.privateKey, 256), ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: copy.subarray(72, 84) }, key, copy.subarray(84));
  expect(JSON.parse(new TextDecoder().decode(plain))).toEqual({ device: 'd', account: 'a', op, mac: await mac(macKey, op) });
});

test('a file of copies comes apart as it was put together, and a cut or foreign one does not', async () => {
  const copy = (n: number) => join(utf8('GD1'), new Uint8Array([0, 0, 0, n]), new Uint8Array(n));
  const file = join(copy(90), copy(120), copy(95));
  expect(copiesIn(file)?.map((one) => one.length)).toEqual([97, 127, 102]);
  expect(copiesIn(file.subarray(97))?.length).toBe(2);
  for (const cut of [1, 50, 97 + 3, file.length - 1]) expect(copiesIn(file.subarray(0, cut)), `${cut}`).toBeNull();
  expect(copiesIn(utf8('PK something else'))).toBeNull();
  expect(batched(copiesIn(file) ?? [], 230).map((one) => one.length)).toEqual([2, 1]);
});

test('the MAC is HMAC-SHA256 (RFC 4231, case 2)', async () => {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  const made = unbase64(await mac(base64(utf8('Jefe')), 'what do ya want for nothing?'));
  expect([...made].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(expected);
});

describe('an entry at rest', () => {
  test('opens under its own name only, and not when a bit is turned', async () => {
    const key = await newDataKey();
    const entry = await lockUp(key, 'records/1', { name: 'Ẩn' });
    expect(await openUp(key, 'records/1', entry)).toEqual({ name: 'Ẩn' });
    await expect(openUp(key, 'records/2', entry)).rejects.toThrow(Damaged);
    entry[20] = (entry[20] ?? 0) ^ 1;
    await expect(openUp(key, 'records/1', entry)).rejects.toThrow(Damaged);
  });
});

describe('the data key', () => {
  test('comes out with the right PIN in the same browser, and cannot be exported then', async () => {
    const [data, browser, salt] = [await newDataKey(), await newBrowserKey(), random(16)];
    const wrapped = await wrap(data, 'pin', await pinKey('493027', salt, ROUNDS), browser, salt, ROUNDS);
    const key = await unwrap(wrapped, await pinKey('493027', salt, ROUNDS), browser);
    expect(key?.extractable).toBe(false);
    expect(await openUp(key as CryptoKey, 'x', await lockUp(data, 'x', 1))).toBe(1);
    expect(await unwrap(wrapped, await pinKey('493028', salt, ROUNDS), browser)).toBeNull();
    expect(await unwrap(wrapped, await pinKey('493027', salt, ROUNDS), await newBrowserKey())).toBeNull();
  });
});
