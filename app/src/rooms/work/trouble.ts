// What went wrong with a call that needs the network, in words the leader can act on.

interface Words {
  needsNet: string;
  failed: string;
  gone: string;
  denied: string;
}

/** Status of the answer that came; 0 when none did. */
export const statusOf = (cause: unknown): number => {
  const status = (cause as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : cause instanceof TypeError ? 0 : 500;
};

export function troubleWords(cause: unknown, words: Words): string {
  const status = statusOf(cause);
  if (status === 0) return words.needsNet;
  if (status === 403 || status === 401) return words.denied;
  return status === 404 || status === 409 || status === 410 ? words.gone : words.failed;
}
