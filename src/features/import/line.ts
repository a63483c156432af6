import type { OrderLine } from '#core/event.ts';
import type { Decimal } from './cells.ts';

/** Why a row was not taken; the command line and the list of rejected rows name it. */
export type Reason =
  | 'order_id_missing'
  | 'id_too_long'
  | 'date_unreadable'
  | 'date_in_future'
  | 'item_missing'
  | 'quantity_unreadable'
  | 'quantity_not_positive'
  | 'amount_unreadable'
  | 'amount_negative'
  | 'cancellation'
  | 'duplicate'
  | 'order_scattered'
  | 'order_too_long'
  | 'order_total_mismatch'
  | 'order_refused';

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

export type Judged = { ok: true; line: Line } | { ok: false; reason: Reason };
