import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { createTestMember, createTestMerchant, openTestDb, testClock } from '#support/ledger.ts';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { createDemo, removeDemos } from './index.ts';
import { type Happening, makeYear } from './year.ts';

const NOW = '2026-03-05T15:00:00Z';
const clock = testClock(NOW);
const options = { members: 24, seed: 1 };
let db: Db;
let close: () => Promise<void>;
let before: Record<string, number>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  const { merchantId } = await createTestMerchant(db);
  await createTestMember(db, merchantId);
  before = await rowCounts();
});
afterAll(() => close());

/** Of every table there is, whoever it belongs to. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const counts = rows.map(async ({ name }) => {
    const counted = await db.owner.query<{ n: number }>(`select count(*)::int as n from ${name}`);
    return [name, counted.rows[0]?.n ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Somebody opens the owner's link: a user whose only merchant is the demo. */
const lookAround = () =>
  db.owner.query(
    `with user_made as (
       insert into control.auth_user
         (id, name, email, email_verified, created_at, updated_at)
       values ('u1', 'Eva', 'eva@example.com', true, now(), now()) returning id)
     insert into control.staff_directory (user_id, merchant_id, staff_id)
     select u.id, m.merchant_id, s.id from user_made u, stamgast.merchant m
       join stamgast.staff s using (merchant_id) where m.demo and s.role = 'owner'`,
  );

const create = () => createDemo({ db, clock, origin: () => 'https://club.example' }, options);

test('a small demo lives a year, passes the doctor and is gone without a trace', async () => {
  const made = await create();
  expect(made).toMatchObject({ members: options.members });
  expect(made?.owner_link).toMatch(/^https:\/\/club\.example\/setup\?code=/);
  expect(made?.orders).toBeGreaterThan(200);
  expect(made?.redemptions).toBeGreaterThan(5);
  const full = await rowCounts();
  expect(full['stamgast.member']).toBe((before['stamgast.member'] ?? 0) + options.members);
  expect(full['stamgast."order"']).toBe(made?.orders);
  await ledgerIsSound({ db });
  expect(await create()).toBeNull();

  await lookAround();
  expect(await removeDemos(db)).toBe(1);
  expect(await rowCounts()).toEqual(before);
  expect(await removeDemos(db)).toBe(0);
}, 120_000);

const year = (changes = {}) =>
  makeYear({ seed: 1, members: 60, until: Date.parse(NOW), zone: 'Europe/Bratislava', ...changes });

test('the year of a seed is always the same, and another one with another seed', () => {
  expect(year()).toEqual(year());
  expect(year({ seed: 2 })).not.toEqual(year());
});

test('people come within opening hours, after joining, and not after now', () => {
  const joined = new Set<number>();
  const early = (at: number) => new Date(at).getUTCHours() < 4;
  for (const happening of year()) {
    if (happening.kind === 'enrollment') joined.add(happening.who);
    else if (happening.who >= 0) expect(joined).toContain(happening.who);
    expect(early(happening.at)).toBe(false);
    expect(happening.at).toBeLessThanOrEqual(Date.parse(NOW));
  }
  expect(joined.size).toBe(60);
});

test('the full form has at least 800 members and 15,000 orders', () => {
  const count = (all: Happening[], kind: string) => all.filter((one) => one.kind === kind).length;
  for (const until of ['2026-01-01T09:00:00Z', '2026-07-15T20:00:00Z', '2027-03-28T01:30:00Z']) {
    const all = year({ members: 900, until: Date.parse(until) });
    expect(count(all, 'enrollment')).toBe(900);
    expect(count(all, 'order')).toBeGreaterThan(15_000);
  }
});
