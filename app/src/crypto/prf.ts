// WebAuthn's PRF extension: the phone's own lock (fingerprint, face, pattern) gives 32 secret bytes, which then open the
// book. Where it is missing, or says no, there is the PIN.

import { random, utf8, type Bytes } from './bytes';

interface PrfResults {
  prf?: { enabled?: boolean; results?: { first?: BufferSource } };
}

/** Whether it is worth offering: a built-in lock that a page may use. Asks the person nothing. */
export async function prfPossible(): Promise<boolean> {
  try {
    return (await globalThis.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable?.()) === true;
  } catch {
    return false;
  }
}

/** Makes a credential for this salt; null where the lock does not know PRF or the person declined. */
export async function enrol(account: string, salt: Bytes): Promise<{ credential: Bytes; secret: BufferSource } | null> {
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: 'Gần Dân' },
        user: { id: utf8(account), name: 'Gần Dân', displayName: 'Gần Dân' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
        authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required', residentKey: 'preferred' },
        extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
      },
    })) as PublicKeyCredential | null;
    if (!made) return null;
    const credential = new Uint8Array(made.rawId) as Bytes;
    const given = made.getClientExtensionResults() as PrfResults;
    if (!given.prf?.enabled) return null;
    const secret = given.prf.results?.first ?? (await secretOf(credential, salt));
    return secret ? { credential, secret } : null;
  } catch {
    return null;
  }
}

/** The secret bytes of this credential for this salt; null where the person declined. */
export async function secretOf(credential: Bytes, salt: Bytes): Promise<BufferSource | null> {
  try {
    const got = (await navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: credential }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
      },
    })) as PublicKeyCredential | null;
    return ((got?.getClientExtensionResults() ?? {}) as PrfResults).prf?.results?.first ?? null;
  } catch {
    return null;
  }
}
