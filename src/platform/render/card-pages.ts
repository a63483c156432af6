import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CardPages } from '#contract/card-pages.ts';
import { SERVER_DIR } from './assets.ts';

/** Loads the member's pages as built for the server. Throws with the mend when they are not. */
export const loadCardPages = async (): Promise<CardPages> => {
  const file = resolve(SERVER_DIR, 'card.js');
  if (!existsSync(file)) {
    throw new Error('The pages are not built: run `node scripts/build-web.ts`.');
  }
  const built: { pages: CardPages } = await import(pathToFileURL(file).href);
  return built.pages;
};
