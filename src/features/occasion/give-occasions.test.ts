import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import {
  CAFE,
  createTestMember,
  createTestMerchant,
  openTestDb,
  testClock,
} from '#support/ledger.ts';
import { giveOccasions } from './give-occasions.ts';

/** More than are read at once. */
const OTHERS = 201;

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

test('[E7] the gifts of a merchant come also behind many others that have some', async () => {
  const give = { kind: 'fixed', unit: 'point', units: 5 } as const;
  const document = {
    ...CAFE,
    occasions: [{ id: 'day', on: 'birthday' as const, before: 0, give }],
  };
  for (let n = 0; n < OTHERS; n++) await createTestMerchant(db, document);
  const { merchantId } = await createTestMerchant(db, document);
  const member = await createTestMember(db, merchantId);
  await db.owner.query("update stamgast.member set birthday = '1990-03-05' where id = $1", [
    member,
  ]);
  const clock = testClock('2026-03-05T09:00:00Z');
  expect(await giveOccasions({ db, clock })).toBe(1);
  expect(await giveOccasions({ db, clock })).toBe(0);
});
