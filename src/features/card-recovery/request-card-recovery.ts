import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { cardRecoverySchema, requestCardRecoverySchema } from '#contract/card-recovery.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { LOCALES, type Locale } from '#core/program.ts';
import { queueMessage, wakeDelivery } from '#features/message/index.ts';
import {
  countOneTimeCodes,
  type IssuedCode,
  issueOneTimeCode,
} from '#platform/auth/one-time-code.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { findCardByEmail } from './card-recovery-queries.ts';
import type { CardRecoveryDeps } from './deps.ts';
import { recoveryMail } from './recovery-mail.ts';

type Asked = z.output<typeof requestCardRecoverySchema>;
type Requested = { ok: true; recovery: z.infer<typeof cardRecoverySchema> } | Refused;

const MINUTE = 60_000;
/** Codes one card gets within CODES_WITHIN_MS; who asks more often is answered, not written to. */
const MAX_CODES = 3;
const CODES_WITHIN_MS = 10 * MINUTE;
/** Known or not, no answer comes sooner: its time tells nothing either. */
const LEAST_MS = 150;

/**
 * Sends a one-time code to a member who lost the card. The answer is the same whether or not
 * somebody has this address; the code itself goes only by e-mail.
 */
export async function requestCardRecovery(
  deps: CardRecoveryDeps,
  asked: Asked,
): Promise<Requested> {
  const found = await deps.db.kysely
    .selectFrom('control.merchant_slug')
    .select('merchant_id')
    .where('slug', '=', asked.slug)
    .executeTakeFirst();
  if (!found) return refuse('not_found');
  const { merchant_id: merchantId } = found;
  const [issued] = await Promise.all([
    inMerchant(deps.db, merchantId, (trx) => sendCode(trx, deps, merchantId, asked)),
    wait(LEAST_MS),
  ]);
  wakeDelivery(deps);
  const { finder, expiresAt } = issued;
  return { ok: true, recovery: { recovery: finder, expires_at: expiresAt.toISOString() } };
}

const countFor = (trx: MerchantTransaction, merchantId: string, cardId: string, since: Date) =>
  countOneTimeCodes(trx, { purpose: 'card_recovery', merchantId, subjectId: cardId }, since);

async function sendCode(
  trx: MerchantTransaction,
  deps: CardRecoveryDeps,
  merchantId: string,
  { email, locale }: Asked,
): Promise<IssuedCode> {
  const now = deps.clock.now();
  const card = await findCardByEmail(merchantId, trx, email);
  const since = new Date(now - CODES_WITHIN_MS);
  const often =
    card !== undefined && (await countFor(trx, merchantId, card.id, since)) >= MAX_CODES;
  // For a stranger a code is made too, of no card: guessing at it is counted like any other.
  const subjectId = card && !often ? card.id : newId();
  const issued = await issueOneTimeCode(trx, {
    purpose: 'card_recovery',
    merchantId,
    subjectId,
    now,
  });
  if (!card?.email || often) return issued;
  const shop = await trx
    .selectFrom('merchant')
    .select(['name', 'locale'])
    .where('merchant_id', '=', merchantId)
    .executeTakeFirstOrThrow();
  const { subject, content } = recoveryMail({
    locale: LOCALES.find((each) => each === card.locale) ?? locale ?? (shop.locale as Locale),
    shop: shop.name,
    code: issued.rest,
    minutes: Math.round((issued.expiresAt.getTime() - now) / MINUTE),
  });
  await queueMessage(trx, deps, {
    merchantId,
    memberId: card.member_id,
    recipient: card.email,
    subject,
    content,
  });
  return issued;
}
