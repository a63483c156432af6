import type { Acknowledgement, Order } from './kill-nine.ts';

/** An order as the database has it, with all decisions about it. */
export type Stored = {
  external_id: string;
  order_id: string;
  decisions: string[];
  stamps: number;
  points: number;
};

/** Keys of orders, by what is wrong with them. */
export type Verdict = {
  /** Acknowledged, and gone. */
  lost: string[];
  /** There more than once, or decided more than once. */
  doubled: string[];
  /** Not as it was acknowledged: another id, decision or award. */
  different: string[];
  /** Nobody sent it. */
  unknown: string[];
  /** There, though the client was never told: nothing wrong. */
  present: string[];
};

/** Compares what the client was promised, or knows nothing of, with what is there. */
export function judge(
  acknowledged: Acknowledgement[],
  unanswered: Order[],
  stored: Stored[],
): Verdict {
  const byKey = Map.groupBy(stored, ({ external_id }) => external_id);
  const rowsOf = ({ external_id }: Order) => byKey.get(external_id) ?? [];
  const keys = (orders: Order[]) => orders.map(({ external_id }) => external_id);
  const sent = new Set(keys([...acknowledged, ...unanswered]));
  const doubled = [...byKey.values()].filter(
    (rows) => rows.length > 1 || rows.some(({ decisions }) => decisions.length > 1),
  );
  return {
    lost: keys(acknowledged.filter((each) => rowsOf(each).length === 0)),
    doubled: doubled.map(([row]) => row?.external_id ?? ''),
    different: keys(
      acknowledged.filter((each) => rowsOf(each).some((row) => !isAsPromised(each, row))),
    ),
    unknown: [...byKey.keys()].filter((key) => !sent.has(key)),
    present: keys(unanswered.filter((each) => rowsOf(each).length > 0)),
  };
}

function isAsPromised(promised: Acknowledgement, row: Stored): boolean {
  const { decision, order_id } = promised;
  const sum = (unit: string) =>
    (decision?.entries ?? [])
      .filter((entry) => entry.unit === unit)
      .reduce((total, { amount }) => total + amount, 0);
  return (
    row.order_id === order_id &&
    decision !== null &&
    row.decisions.includes(decision.id) &&
    row.stamps === sum('stamps') &&
    row.points === sum('points')
  );
}
