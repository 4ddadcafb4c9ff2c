// Fetches a spreadsheet and hands it to the browser to keep. Fails like the desk's other requests.

import { ApiError, troubleOf } from '../desk/api';

/** The name that the server gave the file. */
export function nameOf(disposition: string | null): string {
  const escaped = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  try {
    return escaped ? decodeURIComponent(escaped) : 'list.xlsx';
  } catch {
    return 'list.xlsx';
  }
}

export async function download(unit: string, kind: 'roster' | 'households'): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/api/units/${unit}/lists/${kind}/export.xlsx`, { credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new ApiError('offline');
  }
  if (!response.ok) throw new ApiError(troubleOf(response.status), response.status);
  const name = nameOf(response.headers.get('content-disposition'));
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has taken the bytes by then; names do not stay in the page longer than that.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return name;
}
