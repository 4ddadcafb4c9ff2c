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
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))));
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
