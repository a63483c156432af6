import { workerScope } from '../shared/worker-scope.ts';

/** Every file of this build, put in by the build; a new build is a new list and a new cache. */
declare const __ASSETS__: string[];

const PAGE = '/till';
const FILES = [PAGE, '/till/manifest.webmanifest', '/till/icon.svg', ...__ASSETS__];

/** Names change with the content, so the list itself tells one build from another. */
const fingerprint = (text: string): string => {
  let sum = 0;
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 2_147_483_647;
  return sum.toString(36);
};

const PREFIX = 'stamgast-till-';
const CACHE = PREFIX + fingerprint(FILES.join());

const fill = async (): Promise<void> => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  await workerScope.skipWaiting();
};

const dropOld = async (): Promise<void> => {
  const names = await caches.keys();
  const old = names.filter((it) => it.startsWith(PREFIX) && it !== CACHE);
  await Promise.all(old.map((it) => caches.delete(it)));
  await workerScope.clients.claim();
};

workerScope.addEventListener('install', (event) => event.waitUntil(fill()));
workerScope.addEventListener('activate', (event) => event.waitUntil(dropOld()));

/** The page comes from the network when it can, so that a new version is seen at once. */
const page = async (request: Request): Promise<Response> => {
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
  } catch {
    // No network: what was kept is as good.
  }
  return (await caches.match(PAGE)) ?? Response.error();
};

const asset = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);

workerScope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && (pathname === PAGE || pathname === `${PAGE}/`)) {
    event.respondWith(page(request));
  } else if (FILES.includes(pathname)) event.respondWith(asset(request));
});
