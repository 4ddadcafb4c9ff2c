// Keeps the app on the phone. The page and everything under `FILES` come from the cache, whole and of one version;
// chunks of the desk are kept when first used; the API is never touched. A new version waits until the page says so.

/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;
/** Written in front by build/offline.ts: a name for these contents, and what to keep. */
declare const VERSION: string;
declare const FILES: string[];

const CACHE = `gandan-${VERSION}`;
const SERVERS_OWN = /^\/(api|healthz|readyz|metrics)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll());
});

self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('gandan-') && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || SERVERS_OWN.test(url.pathname)) return;
  event.respondWith(answer(event.request, event.request.mode === 'navigate' ? '/' : url.pathname));
});

/** So many at a time: a slow line carries no more. */
const LANES = 4;

/** What a broken line cut short goes on next time where it stopped; what an older version has of it is not fetched again. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  const left = [...FILES];
  const lane = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await keep(cache, file);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function keep(cache: Cache, file: string): Promise<void> {
  if (await cache.match(file)) return;
  // Under /assets/ a name is a content: whoever has it already may give it, the browser's own cache too.
  const lasting = file.startsWith('/assets/');
  const found = lasting ? await caches.match(file) : undefined;
  const response = found ?? (await fetch(file, { cache: lasting ? 'default' : 'reload' }));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  await cache.put(file, response);
}

async function answer(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(name);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && name.startsWith('/assets/')) await cache.put(name, fresh.clone());
  return fresh;
}

// Makes this file a module for the compiler; build/offline.ts takes it away, since workers of our floor are plain scripts.
export {};
