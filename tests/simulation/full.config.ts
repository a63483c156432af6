import { defineConfig } from 'vitest/config';

// The full forms of the simulations: `npm run laws`. Each writes its report under docs/reports.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/simulation/*.full.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 1_800_000,
  },
});
