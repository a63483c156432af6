import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where `scripts/build-web.ts` writes; `/assets/` serves `WEB_DIR` with immutable caching. */
export const WEB_DIR = resolve(import.meta.dirname, '../../../dist/web');
export const SERVER_DIR = resolve(import.meta.dirname, '../../../dist/server');

export type Surface = 'card' | 'till' | 'admin';

/** Addresses of what a surface's page has to load. */
export type Assets = { scripts: string[]; styles: string[]; fonts: string[] };

type Chunk = { file: string; isEntry?: boolean; css?: string[]; assets?: string[] };

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error('The pages are not built: run `node scripts/build-web.ts`.', { cause });
  }
};

const known = new Map<Surface, Assets>();

/** The files of a surface, read once. Throws with the mend when the pages are not built. */
export const surfaceAssets = (surface: Surface): Assets => {
  const assets = known.get(surface) ?? loadAssets(surface);
  known.set(surface, assets);
  return assets;
};

const loadAssets = (surface: Surface): Assets => {
  const manifest = JSON.parse(read(resolve(WEB_DIR, surface, 'manifest.json'))) as Record<
    string,
    Chunk
  >;
  const entries = Object.values(manifest).filter((chunk) => chunk.isEntry);
  const address = (file: string) => `/assets/${surface}/${file}`;
  const all = (pick: (chunk: Chunk) => string[]) =>
    [...new Set(entries.flatMap(pick))].map(address);
  return {
    scripts: all((chunk) => [chunk.file]),
    styles: all((chunk) => chunk.css ?? []),
    fonts: all((chunk) => (chunk.assets ?? []).filter((file) => file.endsWith('.woff2'))),
  };
};

/** The page of a surface that renders itself in the browser, with addresses filled in. */
export const surfacePage = (surface: Surface): string =>
  read(resolve(WEB_DIR, surface, 'index.html'));

/** A surface's service worker; answer it with `Service-Worker-Allowed` for the pages it serves. */
export const surfaceWorker = (surface: Surface): string =>
  read(resolve(WEB_DIR, surface, 'worker.js'));
