import type { Refused } from '#contract/refusals.ts';
import { MOST_ORDERS, type SimulationInput, type SimulationLine } from '#contract/simulation.ts';
import { DAY_MS } from '#core/lifetime.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type BothPrograms, bothPrograms, type SimulationScene } from './both-programs.ts';
import { findOrdersAfter, measureOrders, type PastOrder } from './simulation-queries.ts';

/** Few enough that the server answers others between two pages. */
const PAGE = 500;

async function* linesOf(
  { db, merchantId, now }: SimulationScene,
  days: number,
  both: BothPrograms,
): AsyncGenerator<SimulationLine> {
  const asked = { from: new Date(now - days * DAY_MS), until: new Date(now) };
  const { orders, from, isCutOff } = await inMerchant(db, merchantId, (trx) =>
    measureOrders(merchantId, asked, MOST_ORDERS, trx),
  );
  const span = { from, until: asked.until };
  let guests = 0;
  let done = 0;
  for (let after: PastOrder | null = null; done < orders; ) {
    const place: PastOrder | null = after;
    const page: PastOrder[] = await inMerchant(db, merchantId, (trx) =>
      findOrdersAfter(merchantId, { ...span, after: place, limit: PAGE }, trx),
    );
    for (const { member_id: customer, snapshot } of page) {
      if (customer === null) guests += 1;
      else both.take({ customer, snapshot });
    }
    done += page.length;
    after = page.at(-1) ?? null;
    if (page.length < PAGE) break;
    yield { done: Math.min(done, orders), of: orders };
  }
  yield { ...both.result(), orders_without_customer: guests, cut_off: isCutOff };
}

/** Runs a draft beside the live program over the merchant's own last orders, told line by line. */
export const simulateOwn = async (
  scene: SimulationScene,
  { program, days, ...behavior }: SimulationInput,
): Promise<{ ok: true; lines: AsyncGenerator<SimulationLine> } | Refused> => {
  const made = await bothPrograms(scene, program, behavior);
  return made.ok ? { ok: true, lines: linesOf(scene, days, made.both) } : made;
};
