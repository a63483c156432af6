import type { FieldView, ProfileView } from '#contract/card-pages.ts';
import { type ConsentInput, memberUpdateSchema } from '#contract/member.ts';
import { changeMember } from '#features/member/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { RawAnswer } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { findConsents } from './card-queries.ts';
import { cardLinks, shopView } from './card-view-model.ts';
import { MAX_NAME, PHONE_EXAMPLES } from './contact-kind.ts';
import type { CardDeps } from './deps.ts';
import { LANGUAGE_NAMES } from './frame.ts';
import { type OpenCard, openCard } from './load-card.ts';
import { cardShop } from './load-shop.ts';
import { noticeAnswer, PRIVATE, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts, languageOf } from './words.ts';

export const PROFILE_FIELDS = ['name', 'phone', 'email', 'birthday'] as const;
type FieldName = (typeof PROFILE_FIELDS)[number];
const CHANNELS = ['email', 'sms'] as const;

export type ProfileInput = Record<FieldName, string> & {
  locale?: string | undefined;
  consent_email?: string | undefined;
  consent_sms?: string | undefined;
};

export type ProfileRequest = PageRequest & {
  params: { token: string };
  query: PageRequest['query'] & { saved?: string | undefined };
  raw: { request: { url: string } };
};

type Fault = 'phone' | 'email' | 'birthday' | 'too_long' | 'other_card';
type Faults = Partial<Record<FieldName, Fault>>;
type Granted = Record<string, boolean>;

const FAULT_OF: Record<FieldName, Fault> = {
  name: 'too_long',
  phone: 'phone',
  email: 'email',
  birthday: 'birthday',
};

const isField = (name: unknown): name is FieldName =>
  PROFILE_FIELDS.some((field) => field === name);

/** Only what changed becomes a row: each consent says when it was given or taken back. */
const consentChanges = (
  input: ProfileInput,
  granted: Granted,
  t: ReturnType<typeof cardTexts>,
): ConsentInput[] =>
  CHANNELS.map((channel) => ({
    channel,
    granted: Boolean(input[`consent_${channel}`]),
    wording: t(`consent.${channel}`),
  })).filter(({ channel, granted: now }) => now !== (granted[channel] ?? false));

type Change = { open: OpenCard; input: ProfileInput; t: ReturnType<typeof cardTexts> };

/** Saves the form; an empty field takes away what was there. Null = saved. */
export const saveProfile = async (
  deps: CardDeps,
  { open, input, t }: Change,
): Promise<Faults | null> => {
  const { shop, memberId, card } = open;
  return inMerchant(deps.db, shop.merchantId, async (trx) => {
    const granted = await findConsents(shop.merchantId, memberId, trx);
    const values = PROFILE_FIELDS.map((field) => [field, input[field].trim() || null]);
    const parsed = memberUpdateSchema.safeParse({
      ...Object.fromEntries(values),
      ...(input.locale ? { locale: input.locale } : {}),
      consents: consentChanges(input, granted, t),
    });
    if (!parsed.success) return faultsOf(parsed.error.issues.map(({ path }) => path[0]));
    const { merchantId } = shop;
    const actor = `card:${card.id}`;
    const write = { merchantId, actor, now: deps.clock.now(), source: 'card' };
    const changed = await changeMember(trx, write, memberId, parsed.data);
    if (!('refusal' in changed)) return null;
    if (changed.refusal.code === 'member_exists') return takenBy(input, card);
    return { phone: 'phone' };
  });
};

const faultsOf = (paths: unknown[]): Faults =>
  Object.fromEntries(paths.filter(isField).map((field) => [field, FAULT_OF[field]]));

/** Which of the two another card has isn't told apart; the one that was changed is marked. */
const takenBy = (input: ProfileInput, card: OpenCard['card']): Faults =>
  input.email.trim().toLowerCase() === (card.email ?? '')
    ? { phone: 'other_card' }
    : { email: 'other_card' };

type Shown = { input: ProfileInput | null; faults: Faults; saved: boolean };

/** The form: as stored, or as sent with what is to mend. */
export const showProfile = async (
  deps: CardDeps,
  request: ProfileRequest,
  shown: Shown = { input: null, faults: {}, saved: request.query.saved !== undefined },
): Promise<RawAnswer> => {
  const open = await openCard(deps.db, request.params.token);
  if (!open) return noticeAnswer(deps, request, 'gone');
  const { shop, card, token, memberId } = open;
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { member: card.locale, shop: shop.row.locale, pseudoLocale });
  const granted = await inMerchant(deps.db, shop.merchantId, (trx) =>
    findConsents(shop.merchantId, memberId, trx),
  );
  const t = cardTexts(reader);
  const links = cardLinks(token, shop.row.slug, langOf(request, reader));
  const example = PHONE_EXAMPLES[shop.row.locale] ?? '';
  const field = (name: FieldName): FieldView => {
    const fault = shown.faults[name];
    const error = fault ? t(`error.${fault}`, { example, max: MAX_NAME }) : null;
    return { value: shown.input?.[name] ?? card[name] ?? '', error };
  };
  const chosen = card.locale ?? languageOf(reader);
  const view: ProfileView = {
    shop: shopView(cardShop(shop)),
    action: links.profile,
    back: links.self,
    saved: shown.saved,
    name: field('name'),
    birthday: field('birthday'),
    phone: field('phone'),
    email: field('email'),
    languages: Object.entries(LANGUAGE_NAMES).map(([locale, name]) => ({
      locale,
      name,
      chosen: locale === (shown.input?.locale ?? chosen),
    })),
    consents: CHANNELS.map((channel) => ({
      channel,
      wording: t(`consent.${channel}`),
      granted: shown.input
        ? Boolean(shown.input[`consent_${channel}`])
        : (granted[channel] ?? false),
    })),
  };
  const title = t('profile.title');
  const frame = pageFrame(request, reader, shop, { path: `/c/${token}/profile`, title });
  const pages = await loadCardPages();
  const status = Object.keys(shown.faults).length > 0 ? 422 : 200;
  return page(pages.profilePage(view, frame), frame.locale, { status, headers: PRIVATE });
};
