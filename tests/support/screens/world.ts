import type { Browser, BrowserContext } from 'playwright-core';
import type { ProgramVersionView } from '#contract/program.ts';
import { cardCode } from '#core/code.ts';
import { NOBODY } from '#features/invitation/setup-link.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { serveCardStates } from '#support/card-state-server.ts';
import type { OpenDb } from '#support/ledger.ts';
import { startTillApp } from '#support/till-app.ts';
import { type Cafe, openCafe, PIN } from './cafe.ts';
import { type OwnerApi, ownerApi } from './owner-api.ts';

/** Everything the screens show: a café of a year, a fresh one, and the devices of their people. */
export type World = {
  origin: string;
  states: string;
  cafe: Cafe;
  /** Opens the assistant of an installation that has no merchant yet. */
  setupCode: string;
  visitors: Record<Visitor, BrowserContext>;
  close: () => Promise<void>;
};

const VISITORS = [
  ...(['member', 'stranger', 'owner', 'freshOwner', 'founder'] as const),
  ...(['newTill', 'idleTill', 'till', 'freshTill', 'parkedTill', 'lostTill'] as const),
] as const;
export type Visitor = (typeof VISITORS)[number];

type Visitors = World['visitors'];

const openVisitors = async (browser: Browser): Promise<Visitors> => {
  const opened = await Promise.all(
    VISITORS.map(async (visitor) => {
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
      return [visitor, context] as const;
    }),
  );
  return Object.fromEntries(opened) as Visitors;
};

type Device = { origin: string; till: BrowserContext; code: string };

/** Makes the browser a till, with somebody at it when asked. */
const becomeTill = async ({ origin, till, code }: Device, pin: string | null): Promise<void> => {
  const page = await till.newPage();
  await page.goto(`${origin}/till#${code}`);
  await page.locator('button[type=submit]').click();
  const person = page.locator('.people .row').first();
  await person.waitFor();
  if (pin !== null) {
    await person.click();
    await page.locator('.pin').waitFor();
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.locator('.state.scan').waitFor();
  }
  await page.close();
};

/** Offline a code that no card has passes by its check sign; the server does not take it later. */
const parkOne = async (origin: string, till: BrowserContext): Promise<void> => {
  const page = await till.newPage();
  await page.goto(`${origin}/till`);
  await page.locator('.state.scan').waitFor();
  await till.setOffline(true);
  const code = cardCode(crypto.getRandomValues(new Uint8Array(16)));
  await page.locator('.find input').fill(code);
  await page.keyboard.press('Enter');
  await page.locator('.plus .btn').first().click();
  await page.locator('.toast').waitFor();
  await till.setOffline(false);
  await page.locator('.banner.bad').waitFor();
  await page.close();
};

const openTills = async (
  world: Omit<World, 'close' | 'states' | 'setupCode'>,
  freshCode: string,
) => {
  const { origin, visitors } = world;
  const pair = async (till: BrowserContext, name: string, pin: string | null) => {
    const path = '/v1/tills/pairing-codes';
    const { code } = await world.cafe.api<{ code: string }>('POST', path, { name });
    await becomeTill({ origin, till, code }, pin);
  };
  await pair(visitors.till, 'Counter', PIN);
  await pair(visitors.idleTill, 'Terrace', null);
  await pair(visitors.parkedTill, 'Phone of Ema', PIN);
  await pair(visitors.lostTill, 'Old tablet', PIN);
  await becomeTill({ origin, till: visitors.freshTill, code: freshCode }, PIN);
  await parkOne(origin, visitors.parkedTill);
  const { data } = await world.cafe.api<{ data: { id: string; name: string }[] }>(
    'GET',
    '/v1/tills',
  );
  const lost = data.find(({ name }) => name === 'Old tablet');
  if (lost) await world.cafe.api('POST', `/v1/tills/${lost.id}/revocations`);
};

/** A change that waits to be published. */
const draftShorterCard = async (api: OwnerApi): Promise<void> => {
  const { document } = await api<ProgramVersionView>('GET', '/v1/program');
  const stamp_cards = document.stamp_cards.map((card) => ({ ...card, size: card.size - 2 }));
  await api('POST', '/v1/program/drafts', { document: { ...document, stamp_cards } });
};

/** Starts the app, lets the café live its year and signs everybody in. */
export const openWorld = async (browser: Browser, openDb?: OpenDb): Promise<World> => {
  const app = await startTillApp({ openDb });
  const { origin, db } = app;
  const states = await serveCardStates();
  const visitors = await openVisitors(browser);
  const cafe = await openCafe(db, origin, visitors.owner.request);
  await draftShorterCard(
    await ownerApi(visitors.freshOwner.request, origin, {
      link: app.merchant.owner_link,
      email: 'fresh@example.com',
    }),
  );
  const founded = await createMerchant(
    { db, clock: systemClock, origin: () => origin },
    { name: 'Kaviareň Pri moste', template: 'cafe', currency: 'EUR', locale: 'sk' },
  );
  const founder = { link: founded.owner_link, email: 'founder@example.com' };
  await ownerApi(visitors.founder.request, origin, founder);
  const { code: setupCode } = await issueOneTimeCode(db.kysely, {
    purpose: 'owner_link',
    merchantId: NOBODY,
    subjectId: NOBODY,
    now: systemClock.now(),
  });
  await openTills({ origin, cafe, visitors }, await app.pairingCode());
  return {
    ...{ origin, states: states.origin, cafe, setupCode, visitors },
    close: async () => {
      for (const visitor of Object.values(visitors)) await visitor.close();
      states.close();
      await app.close();
    },
  };
};
