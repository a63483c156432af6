import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{bin,src,tests,web,scripts,bench}/**/*.test.{js,ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine takes its time; what waits for something must not give up after a second.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
