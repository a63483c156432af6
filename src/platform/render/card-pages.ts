import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CardPages } from '#contract/card-pages.ts';
import { SERVER_DIR } from './assets.ts';

const FILE = resolve(SERVER_DIR, 'card.js');

let loading: Promise<CardPages> | undefined;

/**
 * The member's pages as built for the server, loaded with the first request. Throws with the mend
 * when they are not built.
 */
export const loadCardPages = (): Promise<CardPages> => {
  if (!existsSync(FILE)) {
    throw new Error('The pages are not built: run `node scripts/build-web.ts`.');
  }
  loading ??= import(pathToFileURL(FILE).href).then((built: { pages: CardPages }) => built.pages);
  return loading;
};
