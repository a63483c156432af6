import pg from 'pg';
import { COMMIT_DECISION, type LedgerPort } from './port.ts';

export type CommitResult =
  | { status: 'committed'; sequence: number | null }
  | { status: 'in_flight' }
  /** Something changed since it was loaded: load again and decide again. */
  | { status: 'conflict' }
  /** Too little is left of something shared: decide again without it. */
  | { status: 'claim_denied'; claim: { kind: string; id: string } };

const CLAIM_DENIED = 'SG001';
/**
 * A lot, order or decision that changed meanwhile, a natural key that another wrote first, a
 * deadlock or a lock that took too long: each time the answer is to look again.
 */
const CONFLICTS = new Set(['SG002', 'SG003', '23505', '40001', '40P01', '55P03']);

/** Writes all that a decision changes, in one statement. Nothing else writes balances. */
export async function commitDecision(
  port: LedgerPort,
  merchantId: string,
  payload: object,
): Promise<CommitResult> {
  try {
    return (await port(COMMIT_DECISION, merchantId, payload)) as CommitResult;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    if (error.code === CLAIM_DENIED && error.detail) {
      const { kind, id } = JSON.parse(error.detail) as { kind: string; id: string };
      return { status: 'claim_denied', claim: { kind, id } };
    }
    if (error.code !== undefined && CONFLICTS.has(error.code)) return { status: 'conflict' };
    throw error;
  }
}
