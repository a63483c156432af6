import { expect, test } from 'vitest';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { runApiModel } from './api-model.ts';

// The small form; the full one is `api-model.full.ts`. Seeds are fixed so that a failure repeats.
for (const seed of [1, 2, 3]) {
  test(`[E12, P7] random commands over HTTP leave what a simple model says, seed ${seed}`, async () => {
    const figures = await runApiModel({ seed, steps: 150, members: 4 }, ledgerIsSound);
    expect(figures.steps).toBeGreaterThan(120);
    expect(figures.refused).toBeGreaterThan(0);
    expect(figures.replayed).toBeGreaterThan(0);
  }, 120_000);
}
