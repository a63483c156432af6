import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';

/** Who acts, for which merchant, by which clock and database. */
export type LedgerContext = {
  db: Db;
  merchantId: string;
  clock: Clock;
  /** Stands in the decision: `staff:ID`, `api_key:ID`, `member:ID`, `system`, … */
  actor: string;
  staffId?: string | undefined;
  tillId?: string | undefined;
};
