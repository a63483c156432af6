import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { type Figures, runApiModel } from './api-model.ts';
import { commit } from './commit.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SEED = 20260305;
const RUNS = 40;
const STEPS = 500;

const add = (sum: Record<string, number>, figures: Figures): void => {
  for (const [name, count] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + count;
};

test(`[E12, P7] ${RUNS} runs of ${STEPS} random commands over HTTP agree with the model`, async () => {
  const began = performance.now();
  const sum: Record<string, number> = {};
  for (let run = 0; run < RUNS; run++) {
    const effort = { seed: SEED + run, steps: STEPS, members: 5 };
    add(sum, await runApiModel(effort, ledgerIsSound));
  }
  expect(sum.steps).toBeGreaterThan(RUNS * STEPS * 0.8);
  const duration_s = Math.round((performance.now() - began) / 1000);
  const report = {
    report: 'api-model',
    commit: commit(),
    seed: SEED,
    runs: RUNS,
    ...sum,
    duration_s,
  };
  const folder = resolve(ROOT, 'docs/reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'api-model.json'), `${JSON.stringify(report, null, 2)}\n`);
});
