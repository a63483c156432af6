import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { newId } from '#platform/ids/ids.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import {
  type CodePurpose,
  issueOneTimeCode,
  MAX_ATTEMPTS,
  openOneTimeCode,
  revokeOneTimeCodes,
  spendOneTimeCode,
} from './one-time-code.ts';

const NOW = Date.parse('2026-03-05T09:00:00Z');
const MINUTE = 60_000;
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, onBroken: () => {} });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const subject = (purpose: CodePurpose) => ({
  purpose,
  merchantId: newId(),
  subjectId: newId(),
  now: NOW,
});

test('[P3] a pairing code has 8 signs without look-alikes and opens however it is typed', async () => {
  const asked = subject('pairing');
  const { code } = await issueOneTimeCode(db.kysely, asked);
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  const typed = `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase();
  expect(await openOneTimeCode(db.kysely, 'pairing', typed, NOW)).toMatchObject({
    ok: true,
    merchantId: asked.merchantId,
    subjectId: asked.subjectId,
  });
});

test('[P3] only hashes of a code are stored', async () => {
  const { code } = await issueOneTimeCode(db.kysely, subject('owner_link'));
  const { rows } = await db.app.query('select t::text from control.one_time_code t');
  expect(JSON.stringify(rows)).not.toContain(code.slice(0, 22));
});

test('[P3] a code is refused after its time, after its use and for another purpose', async () => {
  const late = await issueOneTimeCode(db.kysely, subject('pairing'));
  const after = NOW + 10 * MINUTE;
  expect(await openOneTimeCode(db.kysely, 'pairing', late.code, after)).toEqual({
    ok: false,
    code: 'code_expired',
  });
  const used = await issueOneTimeCode(db.kysely, subject('owner_link'));
  const opened = await openOneTimeCode(db.kysely, 'owner_link', used.code, NOW);
  if (!opened.ok) throw new Error('a fresh code opens');
  await spendOneTimeCode(db.kysely, opened.hash, NOW);
  const invalid = { ok: false, code: 'code_invalid' };
  expect(await openOneTimeCode(db.kysely, 'owner_link', used.code, NOW)).toEqual(invalid);
  const link = await issueOneTimeCode(db.kysely, subject('owner_link'));
  expect(await openOneTimeCode(db.kysely, 'invitation', link.code, NOW)).toEqual(invalid);
});

test('[P3] five wrong guesses close a code, even for the right one', async () => {
  const { finder, rest } = await issueOneTimeCode(db.kysely, subject('card_recovery'));
  const wrong = finder + (rest === '000000' ? '000001' : '000000');
  for (let guess = 0; guess < MAX_ATTEMPTS; guess += 1) {
    const opened = await openOneTimeCode(db.kysely, 'card_recovery', wrong, NOW);
    expect(opened).toEqual({ ok: false, code: 'code_invalid' });
  }
  expect(await openOneTimeCode(db.kysely, 'card_recovery', finder + rest, NOW)).toEqual({
    ok: false,
    code: 'code_attempts',
  });
});

test('[P3] taking back an invitation closes its link', async () => {
  const asked = subject('invitation');
  const { code } = await issueOneTimeCode(db.kysely, asked);
  await revokeOneTimeCodes(db.kysely, asked);
  expect(await openOneTimeCode(db.kysely, 'invitation', code, NOW)).toEqual({
    ok: false,
    code: 'code_invalid',
  });
});
