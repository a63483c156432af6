import type { Deps } from '#platform/http/index.ts';

export type TillDeps = Pick<Deps, 'db' | 'clock'>;
