import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { CardPages, Frame } from '#contract/card-pages.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { surfaceAssets, surfaceWorker, WEB_DIR } from '#platform/render/assets.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { cardLinks, cardView } from '../../src/features/card/card-view-model.ts';
import { type FrameInput, frameFor, LANGUAGE_NAMES } from '../../src/features/card/frame.ts';
import { type HistoryEntry, historyRows } from '../../src/features/card/history-view.ts';
import { consentViews, joinView } from '../../src/features/card/join-view.ts';
import { programView } from '../../src/features/card/program-view.ts';
import { cardTexts, wordsFor } from '../../src/features/card/words.ts';
import { CARD_STATES, member, NOW, THEMES } from './card-states.ts';

const NONCE = 'c3RhdGVz';
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${NONCE}'`,
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');
const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  json: 'application/json',
};

const field = (value = '', error: string | null = null) => ({ value, error });

type Render = (pages: CardPages, reader: ReaderLocale, frame: Frame) => string;

const HISTORY: HistoryEntry[] = [
  {
    unit: 'points',
    amount: 5,
    at: NOW - 60_000,
    explanation: {
      code: 'earn.per_amount',
      params: {
        units: 1,
        per_minor: 100,
        net_minor: 560,
        currency: 'EUR',
        amount: 5,
        remainder_before_minor: 20,
        remainder_after_minor: 80,
      },
    },
  },
  {
    unit: 'stamps',
    amount: 1,
    at: NOW - 60_000,
    explanation: { code: 'earn.tap', params: { amount: 1, quantity: 1, units: 1 } },
  },
  {
    unit: 'stamps',
    amount: -10,
    at: NOW - 86_400_000,
    explanation: { code: 'redeem', params: { amount: 10, reward_id: 'coffee' } },
  },
];

/** Pages besides the card itself. */
const OTHERS: Record<string, Render> = {
  history: (pages, reader, frame) =>
    pages.historyPage(
      {
        shop: { name: 'Kaviareň Pri moste', logo: null, initial: 'K' },
        rows: historyRows(member(reader), HISTORY),
        older: '/history',
        back: '/progress',
      },
      frame,
    ),
  profile: (pages, reader, frame) =>
    pages.profilePage(
      {
        shop: { name: 'Kaviareň Pri moste', logo: null, initial: 'K' },
        action: '/profile',
        back: '/progress',
        saved: true,
        name: field('Ľubica Ďurčová'),
        birthday: field('1990-02-03'),
        phone: field('0903', cardTexts(reader)('error.phone', { example: '0903 123 456' })),
        email: field('lubica@example.com'),
        languages: Object.entries(LANGUAGE_NAMES).map(([locale, name]) => ({
          locale,
          name,
          chosen: locale === reader,
        })),
        consents: consentViews(wordsFor(member(reader)), ['email']),
      },
      frame,
    ),
  join: (pages, reader, frame) => pages.joinPage(joinState(reader, null), frame),
  joinError: (pages, reader, frame) =>
    pages.joinPage(joinState(reader, cardTexts(reader)('error.exists')), frame),
  program: (pages, reader, frame) =>
    pages.programPage(programView(programState(reader), '/join'), frame),
  lost: (pages, _, frame) => pages.lostPage(lostState('ask'), frame),
  lostCode: (pages, _, frame) => pages.lostPage(lostState('code'), frame),
  gone: (pages, reader, frame) => {
    const t = cardTexts(reader);
    const links = [{ href: '/lost', text: t('join.find_card') }];
    return pages.noticePage(
      { shop: null, title: t('gone.title'), text: t('gone.text'), links },
      frame,
    );
  },
};

const programState = (reader: ReaderLocale) => ({
  ...member(reader),
  version: 3,
  since: NOW,
  termsUrl: null,
  privacyUrl: 'https://example.com/privacy',
  contact: 'info@example.com',
  locationNames: {},
});

const joinState = (reader: ReaderLocale, error: string | null) =>
  joinView(
    member(reader),
    { attempt: 'a', contact: field('', error), errorLink: error ? '/lost' : null, granted: [] },
    { action: '/join', program: '/program', privacy: '/program#privacy', lost: '/lost' },
  );

const lostState = (step: 'ask' | 'code') => ({
  shop: { name: 'Kaviareň Pri moste', logo: null, initial: 'K' },
  action: '/lost',
  step,
  email: field('lubica@example.com'),
  code: field(),
  recovery: 'r',
  again: '/lost',
});

const pageOf = (pages: CardPages, url: URL): string | null => {
  const name = url.pathname.slice(1);
  const reader = (url.searchParams.get('lang') ?? 'sk') as ReaderLocale;
  const theme = THEMES[(url.searchParams.get('theme') ?? 'yellow') as keyof typeof THEMES];
  const input: FrameInput = {
    reader,
    title: name,
    path: url.pathname,
    styleNonce: NONCE,
    theme,
    assets: surfaceAssets('card'),
    icon: null,
  };
  const state = CARD_STATES[name];
  if (state) {
    const view = cardView(state(member(reader)), cardLinks('TOKEN', 'pri-moste', undefined));
    const frame = frameFor({ ...input, ready: view.hero.ready });
    return url.searchParams.has('fragment')
      ? pages.cardFragment(view, frame)
      : pages.cardPage(view, frame);
  }
  return OTHERS[name]?.(pages, reader, frameFor(input)) ?? null;
};

export const STATE_NAMES = [...Object.keys(CARD_STATES), ...Object.keys(OTHERS)];

/** Serves every state of the member's pages under its name, with the policy of the real server. */
export const serveCardStates = async (): Promise<{ origin: string; close: () => void }> => {
  const pages = await loadCardPages();
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/assets/')) {
      const file = resolve(WEB_DIR, url.pathname.slice('/assets/'.length));
      const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      const bytes = await readFile(file).catch(() => null);
      response.writeHead(bytes ? 200 : 404, { 'content-type': type }).end(bytes ?? '');
      return;
    }
    if (url.pathname === '/c/worker.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(surfaceWorker('card'));
      return;
    }
    const page = pageOf(pages, url);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
    };
    response.writeHead(page ? 200 : 404, headers).end(page ?? 'no such state');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
};
