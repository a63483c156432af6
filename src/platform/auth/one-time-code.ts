import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';

export type CodePurpose =
  | 'pairing'
  | 'invitation'
  | 'owner_link'
  | 'card_recovery'
  | 'password_reset';

/** Without signs that look or sound like another: no I, O, 0, 1. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const MAX_ATTEMPTS = 5;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A code has two parts: `finder` looks its row up, `rest` is guessed at most MAX_ATTEMPTS times.
 * Only hashes of both are stored.
 */
type Shape = { finder: () => string; rest: () => string; split: number; lifetimeMs: number };

const typed = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

const SHAPES: Record<CodePurpose, Shape> = {
  pairing: { finder: () => typed(3), rest: () => typed(5), split: 3, lifetimeMs: 10 * MINUTE },
  card_recovery: {
    finder: () => randomBytes(16).toString('base64url'),
    rest: () => String(randomInt(1_000_000)).padStart(6, '0'),
    split: 22,
    lifetimeMs: 10 * MINUTE,
  },
  invitation: linkShape(7 * DAY),
  owner_link: linkShape(7 * DAY),
  password_reset: linkShape(HOUR),
};

function linkShape(lifetimeMs: number): Shape {
  const part = () => randomBytes(16).toString('base64url');
  return { finder: part, rest: part, split: 22, lifetimeMs };
}

export type IssuedCode = { finder: string; rest: string; code: string; expiresAt: Date };

type Subject = { purpose: CodePurpose; merchantId: string; subjectId: string };
type Issue = Subject & { now: number };

/** Makes a code and stores its hashes. Throws when 20 finders in a row are in use. */
export async function issueOneTimeCode(db: Kysely<Tables>, issue: Issue): Promise<IssuedCode> {
  const { purpose, merchantId, subjectId, now } = issue;
  const shape = SHAPES[purpose];
  const expiresAt = new Date(now + shape.lifetimeMs);
  for (let round = 0; round < 20; round += 1) {
    const finder = shape.finder();
    const rest = shape.rest();
    const fields = {
      code_hash: hashOf(purpose, finder, rest),
      purpose,
      merchant_id: merchantId,
      subject_id: subjectId,
      expires_at: expiresAt,
    };
    const stored = await db
      .insertInto('control.one_time_code')
      .values({ hash: hashOf(purpose, finder), created_at: new Date(now), ...fields })
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet({ ...fields, attempts: 0, used_at: null, created_at: new Date(now) })
          .where('control.one_time_code.expires_at', '<', new Date(now - DAY)),
      )
      .returning('hash')
      .executeTakeFirst();
    if (stored) return { finder, rest, code: finder + rest, expiresAt };
  }
  throw new Error(`no free ${purpose} code found`);
}

export type OpenedCode =
  | { ok: true; hash: Buffer; merchantId: string; subjectId: string }
  | { ok: false; code: 'code_invalid' | 'code_expired' | 'code_attempts' };

/**
 * Checks a code without using it up, and locks its row until the transaction ends. A wrong rest is
 * counted, so the transaction has to be committed also after a refusal.
 */
export async function openOneTimeCode(
  trx: Kysely<Tables>,
  purpose: CodePurpose,
  text: string,
  now: number,
): Promise<OpenedCode> {
  const code = purpose === 'pairing' ? normalizePairing(text) : text.trim();
  const finder = code.slice(0, SHAPES[purpose].split);
  const rest = code.slice(SHAPES[purpose].split);
  const hash = hashOf(purpose, finder);
  const row = await trx
    .selectFrom('control.one_time_code')
    .select(['code_hash', 'merchant_id', 'subject_id', 'attempts', 'expires_at', 'used_at'])
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.used_at) return { ok: false, code: 'code_invalid' };
  if (row.expires_at.getTime() <= now) return { ok: false, code: 'code_expired' };
  if (row.attempts >= MAX_ATTEMPTS) return { ok: false, code: 'code_attempts' };
  if (!timingSafeEqual(row.code_hash, hashOf(purpose, finder, rest))) {
    await countAttempt(trx, hash);
    return { ok: false, code: 'code_invalid' };
  }
  return { ok: true, hash, merchantId: row.merchant_id, subjectId: row.subject_id };
}

/** A failure that happens after the code itself was right, e.g. a wrong password beside it. */
export async function countAttempt(trx: Kysely<Tables>, hash: Buffer): Promise<void> {
  await trx
    .updateTable('control.one_time_code')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('hash', '=', hash)
    .execute();
}

/** Uses the code up; false when another request was faster. */
export async function spendOneTimeCode(
  trx: Kysely<Tables>,
  hash: Buffer,
  now: number,
): Promise<boolean> {
  const spent = await trx
    .updateTable('control.one_time_code')
    .set({ used_at: new Date(now) })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('hash')
    .executeTakeFirst();
  return spent !== undefined;
}

/** Makes a spent code good again, when what it was spent for did not come to be. */
export async function restoreOneTimeCode(trx: Kysely<Tables>, hash: Buffer): Promise<void> {
  await trx
    .updateTable('control.one_time_code')
    .set({ used_at: null })
    .where('hash', '=', hash)
    .execute();
}

/** Codes a subject got since a moment, to stop who asks for more and more of them. */
export async function countOneTimeCodes(
  trx: Kysely<Tables>,
  { purpose, merchantId, subjectId }: Subject,
  since: Date,
): Promise<number> {
  const { count } = await trx
    .selectFrom('control.one_time_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('merchant_id', '=', merchantId)
    .where('subject_id', '=', subjectId)
    .where('purpose', '=', purpose)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** Ends all open codes of a subject, e.g. of an invitation taken back. */
export async function revokeOneTimeCodes(trx: Kysely<Tables>, issue: Issue): Promise<void> {
  await trx
    .updateTable('control.one_time_code')
    .set({ used_at: new Date(issue.now) })
    .where('purpose', '=', issue.purpose)
    .where('merchant_id', '=', issue.merchantId)
    .where('subject_id', '=', issue.subjectId)
    .where('used_at', 'is', null)
    .execute();
}

/** As people type it: any case, with spaces or hyphens. */
const normalizePairing = (text: string): string => text.toUpperCase().replace(/[\s-]/g, '');

const hashOf = (...parts: string[]): Buffer =>
  createHash('sha256').update(parts.join(':')).digest();
