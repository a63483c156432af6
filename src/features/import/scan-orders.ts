import type { ImportCounts } from '#contract/import.ts';
import { minorDigits } from '#contract/messages/format.ts';
import type { Refused } from '#contract/refusals.ts';
import { noCounts } from './counts.ts';
import { type ImportRequest, prepare } from './import-orders.ts';
import { readingOf } from './read-line.ts';
import { orderReader } from './read-orders.ts';
import { readRows } from './read-rows.ts';
import type { ImportOrder } from './to-order.ts';

export type ScanRequest = Pick<ImportRequest, 'path' | 'mapping'> & {
  currency: string;
  zone: string;
  locationId: string;
  now: number;
  onOrder: (order: ImportOrder) => void;
};

/** Reads a file of orders as an import would, for no merchant: each goes to `onOrder`. */
export const scanOrders = async (
  request: ScanRequest,
): Promise<{ ok: true; counts: ImportCounts } | Refused> => {
  const prepared = await prepare(request);
  if (!prepared.ok) return prepared;
  const { currency, zone, locationId, now, onOrder, path } = request;
  const { mapping, places } = prepared;
  const counts = noCounts();
  const facts = { zone, minorDigits: minorDigits(currency), now };
  const reader = orderReader(readingOf(mapping, places, facts), locationId, counts, () => {});
  let isHeader = mapping.header;
  for await (const row of readRows(path, mapping, () => {})) {
    if (!isHeader) reader.take(row).forEach(onOrder);
    isHeader = false;
  }
  reader.end().forEach(onOrder);
  return { ok: true, counts };
};
