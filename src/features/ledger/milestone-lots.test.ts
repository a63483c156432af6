import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramDocument } from '#core/program.ts';
import type { Db } from '#platform/db/database.ts';
import {
  CAFE,
  createTestMember,
  createTestMerchant,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import { adjustCommand, coffee, orderCommand, snapshotOf } from '#support/ledger-commands.ts';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { runDecision } from './index.ts';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

const FIFTY: ProgramDocument = {
  ...CAFE,
  milestones: [
    {
      id: 'fifty',
      counts: 'spend',
      period: { kind: 'ever' },
      at: 5000,
      repeats: true,
      give: { kind: 'fixed', unit: 'stamp', units: 7 },
      surprise: false,
    },
  ],
};

test('[E3, E12, P7] a refund finds the lot of its milestone behind more lots than one load brings', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { merchantId, locationId } = await createTestMerchant(db, FIFTY);
  const ctx = testContext(db, merchantId, clock);
  const member = await createTestMember(db, merchantId);
  for (let n = 0; n < 210; n++) {
    await runDecision(ctx, adjustCommand(member, 'stamp', 1));
    clock.advance(1);
  }
  const sold = snapshotOf(clock.now(), locationId, [{ ...coffee(1, 5000), category: 'beans' }]);
  await runDecision(ctx, orderCommand(member, 'x', sold));
  await runDecision(ctx, orderCommand(member, 'x', { ...sold, version: 2, state: 'canceled' }));
  const { rows } = await db.owner.query<{ left: number }>(
    `select remaining::int as left from stamgast.lot
     where member_id = $1 and origin = 'milestone:fifty ever'`,
    [member],
  );
  expect(rows).toEqual([{ left: 0 }]);
  await ledgerIsSound({ db });
});
