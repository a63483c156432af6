import { declareLaws } from './core-laws.ts';

// The small form; `npm run laws` runs the full one. The seed is fixed so that a failure repeats.
declareLaws({ runs: 500, seed: 20260302, report: () => {} });
