import { z } from 'zod';
import { type Route, route, seeOther } from '#platform/http/index.ts';
import type { CardDeps } from './deps.ts';
import { openCard } from './load-card.ts';
import { htmlResponses, langQuery, noticeAnswer } from './page-answer.ts';
import { readerOf } from './page-request.ts';
import { saveProfile, showProfile } from './profile.ts';
import { cardTexts } from './words.ts';

const text = z.string().max(300).default('');
const form = z.object({
  name: text,
  phone: text,
  email: text,
  birthday: text,
  locale: z.string().max(5).optional(),
  consent_email: z.string().max(8).optional(),
  consent_sms: z.string().max(8).optional(),
});
const shared = {
  path: '/c/:token/profile',
  tag: 'card',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
  params: z.object({ token: z.string().max(64) }),
  query: z.object({ ...langQuery, saved: z.string().max(1).optional().catch(undefined) }),
} as const;

/** What the member told about themselves, changed by whoever holds the card's address. */
export const profileRoutes = (deps: CardDeps): Route[] => [
  route({
    ...shared,
    method: 'GET',
    summary: "Show the member's own details",
    responses: htmlResponses,
    handle: (request) => showProfile(deps, request),
  }),
  route({
    ...shared,
    method: 'POST',
    summary: "Change the member's own details",
    consumes: 'form',
    body: form,
    responses: { ...htmlResponses, 303: 'text/html' },
    handle: async (request) => {
      const open = await openCard(deps.db, request.params.token);
      if (!open) return noticeAnswer(deps, request, 'gone');
      const { body: input } = request;
      const { pseudoLocale } = deps;
      const shop = open.shop.row.locale;
      const reader = readerOf(request, { member: open.card.locale, shop, pseudoLocale });
      const faults = await saveProfile(deps, { open, input, t: cardTexts(reader) });
      if (faults) return showProfile(deps, request, { input, faults, saved: false });
      // In the language just chosen: the one of the address has served.
      return seeOther(`/c/${open.token}/profile?saved=1`);
    },
  }),
];
