import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commit } from './commit.ts';
import { declareLaws, type Figures } from './core-laws.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SEED = 20260302;
const began = performance.now();

const write = (figures: Figures): void => {
  const folder = resolve(ROOT, 'docs/reports');
  mkdirSync(folder, { recursive: true });
  const seconds = Math.round((performance.now() - began) / 1000);
  const report = { report: 'core-laws', commit: commit(), ...figures, duration_s: seconds };
  writeFileSync(resolve(folder, 'core-laws.json'), `${JSON.stringify(report, null, 2)}\n`);
};

declareLaws({ runs: 10_000, seed: SEED, report: write });
