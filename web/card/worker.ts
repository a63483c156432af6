import { workerScope } from '../shared/worker-scope.ts';

declare const __ASSETS__: string[];

/**
 * Keeps the card's pages for the moment without a connection: the network comes first, what it
 * answered last is shown otherwise. `x-from-cache` tells the page, which says how old it is.
 */
const PAGES = 'card-pages';
const FILES = 'card-files';
const NETWORK_TIMEOUT_MS = 5_000;

workerScope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.addAll(__ASSETS__))
      .then(() => workerScope.skipWaiting()),
  );
});

/** Forgets files that this version no longer loads. */
const tidy = async () => {
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) {
    if (!__ASSETS__.includes(new URL(request.url).pathname)) await cache.delete(request);
  }
};

/** The page that was open before the worker took over is kept too, not only the next one. */
const keepOpenPages = async () => {
  const cache = await caches.open(PAGES);
  for (const client of await workerScope.clients.matchAll({ type: 'window' })) {
    const url = pageKey(client.url);
    if (/^\/c\/[^/]+$/.test(new URL(url).pathname)) await cache.add(url).catch(() => undefined);
  }
};

workerScope.addEventListener('activate', (event) => {
  event.waitUntil(
    tidy()
      .then(() => workerScope.clients.claim())
      .then(keepOpenPages),
  );
});

/** A page is the same whether asked for as a whole or with an anchor; fragments are kept apart. */
const pageKey = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  return url.href;
};

const fromCache = async (request: Request): Promise<Response> => {
  const cache = await caches.open(PAGES);
  const kept =
    (await cache.match(pageKey(request.url))) ??
    (await cache.match(pageKey(request.url), { ignoreSearch: true }));
  if (!kept) return Response.error();
  const headers = new Headers(kept.headers);
  headers.set('x-from-cache', '1');
  return new Response(kept.body, { status: kept.status, headers });
};

const fromNetwork = async (request: Request): Promise<Response> => {
  const signal = AbortSignal.timeout(NETWORK_TIMEOUT_MS);
  const answer = await fetch(request, { signal });
  const cache = await caches.open(PAGES);
  if (answer.ok && !answer.redirected) await cache.put(pageKey(request.url), answer.clone());
  // A card that is gone must not live on in the cache.
  if (answer.status === 404) await cache.delete(pageKey(request.url), { ignoreSearch: true });
  return answer;
};

workerScope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/card/')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
    return;
  }
  const isPage = request.mode === 'navigate' || url.searchParams.has('fragment');
  if (!isPage || !url.pathname.startsWith('/c/')) return;
  event.respondWith(fromNetwork(request).catch(() => fromCache(request)));
});
