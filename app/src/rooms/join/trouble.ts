// Why an invitation does not open, as far as it changes what one can do.

export type InviteTroubleKind = 'used' | 'expired' | 'missing' | 'offline' | 'busy' | 'failed';

export function troubleOf(cause: unknown): InviteTroubleKind {
  const { status, code } = (cause ?? {}) as { status?: number; code?: string };
  if (status === undefined || status === 0) return 'offline';
  if (status === 410) return code?.includes('expired') ? 'expired' : 'used';
  if (status === 404 || status === 400 || status === 422) return 'missing';
  return status === 429 || status === 503 ? 'busy' : 'failed';
}
