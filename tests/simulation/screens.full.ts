import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { LOCALES } from '#core/program.ts';
import { launchBrowser } from '#support/browser.ts';
import { sweep } from '#support/screens/faults.ts';
import { openWorld, SURFACES, screensOf } from '#support/screens/index.ts';
import { commit } from './commit.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('[P4] every screen is accessible and fits in all six languages and 40 % longer', async () => {
  const began = performance.now();
  const browser = await launchBrowser();
  const world = await openWorld(browser);
  const all = screensOf(world);
  const languages = [...LOCALES, 'xx'] as const;
  const faults: string[] = [];
  for (const locale of languages) {
    const found = await Promise.all(
      SURFACES.map((surface) =>
        sweep(
          all.filter((it) => it.surface === surface),
          locale,
        ),
      ),
    );
    faults.push(...found.flat());
  }
  await world.close();
  await browser.close();
  expect(faults).toEqual([]);
  const report = {
    ...{ report: 'screens', commit: commit(), screens: all.length, languages },
    ...{ themes: 2, widths: [360, 1280], faults: faults.length },
    duration_s: Math.round((performance.now() - began) / 1000),
  };
  writeFileSync(resolve(ROOT, 'docs/reports/screens.json'), `${JSON.stringify(report, null, 2)}\n`);
});
