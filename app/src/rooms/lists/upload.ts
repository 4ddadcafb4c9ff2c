// Sends a file and tells how far it is, which fetch cannot. Fails like the desk's other requests.

import { ApiError, troubleOf } from '../desk/api';

export function upload<T>(path: string, body: FormData, onsent: (share: number) => void): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    request.setRequestHeader('x-gandan', '1');
    request.upload.onprogress = (event) => event.lengthComputable && onsent(event.loaded / event.total);
    request.onerror = () => fail(new ApiError('offline'));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && answer) done(answer as T);
      else fail(errorOf(request, answer));
    };
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function errorOf(request: XMLHttpRequest, answer: unknown): ApiError {
  const { code = '', params } = (answer ?? {}) as { code?: string; params?: Record<string, unknown> | null };
  const trouble = request.status < 300 ? 'failed' : troubleOf(request.status);
  return new ApiError(trouble, request.status, code, params ?? {}, Number(request.getResponseHeader('retry-after') ?? 0) || 0);
}
