import { randomUUID } from 'node:crypto';
import type { ConsentInput } from '#contract/member.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { phoneReader } from '#features/decision/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { type Enrollment, enrollMember } from '#features/member/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { findToken } from './card-queries.ts';
import { type Contact, type ContactFault, contactOf } from './contact-kind.ts';
import type { CardDeps } from './deps.ts';
import type { Shop } from './load-shop.ts';
import { cardTexts, languageOf } from './words.ts';

/** What the join form sent. */
export type JoinInput = {
  contact: string;
  attempt?: string | undefined;
  consent_email?: string | undefined;
  consent_sms?: string | undefined;
};

export type Joined =
  | { ok: true; token: string }
  | { ok: false; fault: ContactFault | 'exists' | 'slow' };

type Join = { shop: Shop; reader: ReaderLocale; posterId: string | undefined; requestHash: string };

/** The sentences that were shown, word for word; a box left empty says nothing. */
const consentsOf = (input: JoinInput, reader: ReaderLocale): ConsentInput[] => {
  const t = cardTexts(reader);
  const given: ConsentInput[] = [{ channel: 'terms', granted: true, wording: t('join.terms') }];
  if (input.consent_email) {
    given.push({ channel: 'email', granted: true, wording: t('consent.email') });
  }
  if (input.consent_sms) {
    given.push({ channel: 'sms', granted: true, wording: t('consent.sms') });
  }
  return given;
};

const enrollmentOf = (contact: Contact, input: JoinInput, join: Join): Enrollment => ({
  [contact.kind]: contact.value,
  locale: languageOf(join.reader),
  consents: consentsOf(input, join.reader),
  posterId: join.posterId,
  source: join.posterId === undefined ? 'link' : 'poster',
});

const contextOf = (deps: CardDeps, merchantId: string): LedgerContext => ({
  db: deps.db,
  clock: deps.clock,
  merchantId,
  actor: 'member',
});

/** Marks one showing of the form. */
export const newAttempt = (): string => randomUUID();

/**
 * Makes the reader a member by the one field of the join page. A second press of the button, told
 * by the form's `attempt`, opens the card that the first one made.
 */
export const joinShop = async (deps: CardDeps, join: Join, input: JoinInput): Promise<Joined> => {
  const { currency, locale } = join.shop.row;
  const contact = contactOf(input.contact, phoneReader({ currency, locale }));
  if ('fault' in contact) return { ok: false, fault: contact.fault };
  const { requestHash: hash, shop } = join;
  const { merchantId } = shop;
  const keys = input.attempt
    ? { idempotency: { principal: 'join', key: input.attempt, hash } }
    : {};
  const ctx = contextOf(deps, merchantId);
  const result = await enrollMember(deps, ctx, enrollmentOf(contact, input, join), keys);
  if (!result.ok) {
    return { ok: false, fault: result.refusal.code === 'member_exists' ? 'exists' : 'slow' };
  }
  if (result.status === 'enrolled') return { ok: true, token: result.card.token };
  const memberId = result.earlier.memberId ?? '';
  const token = await inMerchant(deps.db, merchantId, (trx) =>
    findToken(merchantId, memberId, trx),
  );
  return token ? { ok: true, token } : { ok: false, fault: 'slow' };
};
