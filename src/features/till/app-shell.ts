import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { file, type Route, route } from '#platform/http/index.ts';
import { surfacePage, surfaceWorker } from '#platform/render/assets.ts';

const DRAWN = join(import.meta.dirname, '../../../web/shared');

const MANIFEST = {
  name: 'Stamgast',
  short_name: 'Stamgast',
  id: '/till',
  start_url: '/till',
  scope: '/till',
  display: 'standalone',
  orientation: 'any',
  background_color: '#FFFFFF',
  theme_color: '#0B6150',
  icons: [{ src: '/till/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
};

/** The worker must look for a new build each time; the page names files that change with it. */
const FRESH = { 'cache-control': 'no-cache' };

const page = (
  path: string,
  contentType: string,
  read: () => Promise<Buffer | string>,
  headers: Record<string, string> = FRESH,
): Route =>
  route({
    method: 'GET',
    path,
    summary: 'The till’s own page',
    tag: 'till',
    internal: true,
    access: { kind: 'public', limit: 'none' },
    responses: { 200: contentType },
    handle: async () => file(await read(), contentType, headers),
  });

const WORKER = { ...FRESH, 'service-worker-allowed': '/till' };

/** The till as a web app: its page, worker, manifest and icon. */
export const tillShellRoutes = (): Route[] => [
  page('/till', 'text/html; charset=utf-8', async () => surfacePage('till')),
  page(
    '/till/worker.js',
    'text/javascript; charset=utf-8',
    async () => surfaceWorker('till'),
    WORKER,
  ),
  page('/till/manifest.webmanifest', 'application/manifest+json', async () =>
    JSON.stringify(MANIFEST),
  ),
  page('/till/icon.svg', 'image/svg+xml', () => readFile(join(DRAWN, 'logo-symbol.svg'))),
];
