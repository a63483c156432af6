import type { RejectReason } from '#contract/import.ts';
import type { OrderLine } from '#core/event.ts';
import type { Decimal } from './cells.ts';

/** What a row says, before it is judged. */
export type RawLine = {
  order: string | null;
  customer: string | null;
  isCancellation: boolean;
  quantity: Decimal | null;
  price: Decimal | null;
};

export type Line = {
  row: number;
  at: number;
  customer: string | null;
  /** Null where the file says nothing of what was bought. */
  item: Omit<OrderLine, 'id'> | null;
  /** Money of the line; null = unknown. */
  amount_minor: number | null;
  /** Money of the whole order, where the file says it. */
  total_minor: number | null;
};

export type Judged = { ok: true; line: Line } | { ok: false; reason: RejectReason };
