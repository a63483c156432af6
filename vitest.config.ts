import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{bin,src,tests,web,scripts,bench}/**/*.test.{js,ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
