import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/**
 * The statements of the ledger. They are prepared once per connection; the benchmark records them
 * with their parameters.
 */
export const LOAD_STATE = {
  name: 'load_state',
  text: 'select stamgast.load_state($1, $2) as result',
};
export const LOAD_PROGRAM = {
  name: 'load_program',
  text: 'select stamgast.load_program($1, $2) as result',
};
export const LOOK_UP = {
  name: 'look_up',
  text: 'select stamgast.look_up($1, $2) as result',
};
export const COMMIT_DECISION = {
  name: 'commit_decision',
  text: 'select stamgast.commit_decision($1, $2) as result',
};

type Statement = { name: string; text: string };
type Row = { result: unknown };

/** Calls one of the ledger's functions: on a pool, on a connection or in a transaction. */
export type LedgerPort = (
  statement: Statement,
  merchantId: string,
  argument: object,
) => Promise<unknown>;

export const connectionPort =
  (client: Pick<pg.PoolClient, 'query'>): LedgerPort =>
  async (statement, merchantId, argument) => {
    const values = [merchantId, JSON.stringify(argument)];
    const { rows } = await client.query<Row>({ ...statement, values });
    return rows[0]?.result;
  };

export const transactionPort =
  (trx: MerchantTransaction): LedgerPort =>
  async (statement, merchantId, argument) => {
    const query = CompiledQuery.raw(statement.text, [merchantId, JSON.stringify(argument)]);
    const { rows } = await trx.executeQuery<Row>(query);
    return rows[0]?.result;
  };
