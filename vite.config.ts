import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { InlineConfig } from 'vite';
import { defineConfig } from 'vite';

/**
 * One build per surface, so that Preact and React never meet and each has its own manifest:
 *   web/<surface>/index.html or main.ts  → dist/web/<surface>/{index.html,assets/[name]-[hash].*}
 *   web/<surface>/worker.ts              → dist/web/<surface>/worker.js (one file, no hash)
 *   web/card/server.tsx                  → dist/server/card.js (pages rendered on the server)
 * `node scripts/build-web.ts` runs them all; a bare `vite build` says so.
 */
export const SURFACES = ['card', 'till', 'admin'] as const;
export type Surface = (typeof SURFACES)[number];

const project = import.meta.dirname;
const rootOf = (surface: Surface): string => resolve(project, 'web', surface);
const jsxOf = (surface: Surface): string => (surface === 'admin' ? 'react' : 'preact');

const shared = (surface: Surface): InlineConfig => ({
  root: rootOf(surface),
  configFile: false,
  logLevel: 'warn',
  base: `/assets/${surface}/`,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: jsxOf(surface) } },
});

/** The entry of a surface: a page of its own, or a script that a server-rendered page loads. */
const entryOf = (surface: Surface): string | null =>
  ['index.html', 'main.ts']
    .map((name) => resolve(rootOf(surface), name))
    .find((file) => existsSync(file)) ?? null;

/** Scripts, styles and fonts with hashed names, and `manifest.json` that names them. */
export const clientBuild = (surface: Surface): InlineConfig | null => {
  const input = entryOf(surface);
  if (!input) return null;
  return {
    ...shared(surface),
    build: {
      outDir: resolve(project, 'dist/web', surface),
      emptyOutDir: true,
      manifest: 'manifest.json',
      assetsInlineLimit: 0,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: { input },
    },
  };
};

/** Every file the client build wrote, as addresses: what a service worker keeps for offline. */
const builtAddresses = (surface: Surface): string[] => {
  const file = resolve(project, 'dist/web', surface, 'manifest.json');
  const manifest: Record<string, { file: string; css?: string[]; assets?: string[] }> = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const files = Object.values(manifest).flatMap((it) => [
    it.file,
    ...(it.css ?? []),
    ...(it.assets ?? []),
  ]);
  return [...new Set(files)].sort().map((name) => `/assets/${surface}/${name}`);
};

/** A service worker is one classic script at a lasting address; run it after the client build. */
export const workerBuild = (surface: Surface): InlineConfig | null => {
  const input = resolve(rootOf(surface), 'worker.ts');
  if (!existsSync(input)) return null;
  return {
    ...shared(surface),
    define: { __ASSETS__: JSON.stringify(builtAddresses(surface)) },
    build: {
      outDir: resolve(project, 'dist/web', surface),
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input,
        output: { format: 'iife', entryFileNames: 'worker.js' },
      },
    },
  };
};

/** The card's pages for the server: Node reads no `.tsx`, so they are built and loaded. */
export const serverBuild = (surface: Surface): InlineConfig | null => {
  const input = resolve(rootOf(surface), 'server.tsx');
  if (!existsSync(input)) return null;
  return {
    ...shared(surface),
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: resolve(project, 'dist/server'),
      emptyOutDir: false,
      target: 'node22',
      rolldownOptions: { input, output: { entryFileNames: `${surface}.js` } },
    },
  };
};

export default defineConfig(() => {
  throw new Error('Several builds make up the pages: run `node scripts/build-web.ts`.');
});
