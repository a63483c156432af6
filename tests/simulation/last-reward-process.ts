import { openTestPools } from '#support/ledger.ts';
import { type RoundPlan, redeemAll } from './last-reward.ts';

/** One of the two processes of last-reward.full.ts: redeems when its parent says so. */
const [url = '', connections = '16'] = process.argv.slice(2);
const db = await openTestPools(url, Number(connections));

process.on('message', async (plan: RoundPlan) => {
  process.send?.(await redeemAll(db, plan));
});
process.on('disconnect', async () => {
  await db.close();
});
process.send?.([]);
