import type { BrowserContext, Page } from 'playwright-core';
import { after, click, fill, type Screen, sees } from './screen.ts';
import type { World } from './world.ts';

type Open = Screen['open'];
type Named = Record<string, Open | { open: Open; leave: NonNullable<Screen['leave']> }>;

const GUEST = '.state.member .facts';
const NEW_GUEST = '.scan .btn.ink';

const offline = (page: Page) => page.context().setOffline(true);
const online = (page: Page) => page.context().setOffline(false);
const undo = async (page: Page): Promise<void> => {
  await page.locator('.toast .btn').click();
  await page.locator('.toast .btn').waitFor({ state: 'detached' });
};

const tillAt =
  (origin: string, sign: string): Open =>
  async (page, locale) => {
    await page.goto(`${origin}/till?lang=${locale}`);
    await page.locator(sign).first().waitFor();
  };

const doors = (origin: string): { newTill: Named; idleTill: Named; lostTill: Named } => {
  const pair = tillAt(origin, '#code');
  const people = tillAt(origin, '.people .row');
  return {
    newTill: {
      pair,
      'pair-wrong': after(
        pair,
        fill('#code', 'K7M2 QXD4'),
        click('button[type=submit]'),
        sees('.error:not(:empty)'),
      ),
    },
    idleTill: { people, pin: after(people, click('.people .row'), sees('.pin')) },
    lostTill: { revoked: pair },
  };
};

const atCounter = ({ origin, cafe: { regulars } }: World): Named => {
  const scan = tillAt(origin, '.state.scan');
  const find = (code: string) => async (page: Page) => {
    await page.locator('.find input').fill(code);
    await page.keyboard.press('Enter');
  };
  const guest = after(scan, find(regulars.guest.card?.short_code ?? ''), sees(GUEST));
  const rich = after(scan, find(regulars.withRewards.card?.short_code ?? ''), sees('.ready'));
  const recent = after(scan, async (page) => {
    // A desk shows the list beside the rest and has no key for it.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.recent-key').click();
    await page.locator('.list .rows li').first().waitFor();
  });
  const amount = after(
    guest,
    click('.keys .pair .btn'),
    (page) => page.keyboard.type('5.60'),
    sees('.sum'),
  );
  const enroll = after(scan, click(NEW_GUEST), sees('#contact'));
  return {
    scan,
    results: after(scan, fill('.find input', 'ma'), sees('.results .row')),
    'results-none': after(scan, fill('.find input', 'Xaver'), sees('.results .empty:not(:empty)')),
    member: guest,
    'member-awarded': { open: after(guest, click('.plus .btn'), sees('.toast')), leave: undo },
    'member-ready': rich,
    redeemed: {
      open: after(rich, click('.ready .btn'), sees('.fiscal')),
      leave: undo,
    },
    amount,
    'new-guest': after(enroll, fill('#contact', '0903 412 77')),
    'new-guest-exists': after(
      enroll,
      fill('#contact', regulars.guest.phone ?? ''),
      click('button[type=submit]'),
      sees('.error:not(:empty), .state.member'),
    ),
    recent,
    manager: after(recent, click('.list .btn.late'), sees('.list .lead')),
    switch: after(scan, click('.who'), sees('.people .row')),
    'scan-offline': { open: after(scan, offline, sees('.banner.warn svg')), leave: online },
    'member-offline': {
      open: after(guest, offline, sees('.banner.warn svg')),
      leave: online,
    },
  };
};

/** The first day, before anybody has a card. */
const fresh = (origin: string): Named => {
  const scan = tillAt(origin, '.state.scan');
  const joined = after(scan, click(NEW_GUEST), click('.state .link'), sees('.card-key'));
  return {
    'scan-fresh': scan,
    joined,
    'card-of-new': after(joined, click('.card-key'), sees('.sheet')),
  };
};

const parked = (origin: string): Named => {
  const scan = tillAt(origin, '.banner.bad');
  return {
    'scan-parked': scan,
    // Tried again, so that the server says why in the language of the screen.
    parked: after(scan, click('.banner.bad .btn'), async (page) => {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/till/actions'));
      await page.locator('.list .btn.primary').click();
      await answered;
      await page.locator('.reason').waitFor();
    }),
  };
};

export const tillScreens = (world: World): Screen[] => {
  const { origin, visitors } = world;
  const seen = (visitor: BrowserContext, screens: Named): Screen[] =>
    Object.entries(screens).map(([name, how]) => ({
      ...{ surface: 'till', name, visitor },
      ...(typeof how === 'function' ? { open: how } : how),
    }));
  const { newTill, idleTill, lostTill } = doors(origin);
  return [
    ...seen(visitors.newTill, newTill),
    ...seen(visitors.idleTill, idleTill),
    ...seen(visitors.till, atCounter(world)),
    ...seen(visitors.freshTill, fresh(origin)),
    ...seen(visitors.parkedTill, parked(origin)),
    ...seen(visitors.lostTill, lostTill),
  ];
};
