// Sealed copies: an operation encrypted to the server's public key, with the device's MAC inside. The phone itself cannot
// open them, which is why they may lie in the store without a PIN, survive a sign-out, and be handed in as a file.
//
//   "GD1" · u32 length of the rest · 65 bytes ephemeral P-256 point · 12 bytes nonce · AES-256-GCM ciphertext of
//   {"device","account","op","mac"}; key = HKDF-SHA256(ECDH, salt "", info "gandan sealed 1"); op = exact JSON text.

import { base64, join, random, unbase64, utf8, type Bytes } from './bytes';

const MAGIC = utf8('GD1');
const INFO = utf8('gandan sealed 1');

export interface Sealer {
  device: string;
  account: string;
  /** 32 bytes in base64, known to the server since the invitation. */
  macKey: string;
  /** The server's P-256 point in base64. */
  serverKey: string;
}

export async function mac(key: string, op: string): Promise<string> {
  const hmac = await crypto.subtle.importKey('raw', unbase64(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return base64(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, utf8(op))));
}

export async function seal({ device, account, macKey, serverKey }: Sealer, op: string): Promise<Bytes> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const server = await crypto.subtle.importKey('raw', unbase64(serverKey), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: server }, own.privateKey, 256);
  const key = await sealingKey(secret, ['encrypt']);
  const nonce = random(12);
  const inside = utf8(JSON.stringify({ device, account, op, mac: await mac(macKey, op) }));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, inside));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, point.length + nonce.length + sealed.length);
  return join(MAGIC, new Uint8Array(length.buffer), point, nonce, sealed);
}

export async function sealingKey(secret: ArrayBuffer, uses: KeyUsage[]): Promise<CryptoKey> {
  const shared = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO };
  return crypto.subtle.deriveKey(hkdf, shared, { name: 'AES-GCM', length: 256 }, false, uses);
}
