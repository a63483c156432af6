import type { BrowserContext, Page } from 'playwright-core';
import { after, click, fill, type Screen, sees } from './screen.ts';
import type { World } from './world.ts';

type Open = Screen['open'];
/** What has to be there before a page of the admin counts as open. */
const PAGE = '.content h1, .content .notice, .door h1, .setup h1';

const settledPage = async (page: Page): Promise<void> => {
  await page.locator(PAGE).first().waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
};

const pageAt =
  (origin: string) =>
  (path: string): Open =>
  async (page, locale) => {
    await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`);
    await settledPage(page);
  };

const PRIMARY = '.content .btn.primary';
const DIALOG = '[role=dialog] form, [role=dialog] .form, [role=dialog] .poster-code';
const MENU = '[role=menu]';

const menuItem = (at: number) => async (page: Page) => {
  await page.locator('.btn.menu').first().click();
  await page.locator('[role=menuitem]').nth(at).click();
};

type Named = Record<string, Open>;

const doors = (world: World): Named => {
  const at = pageAt(world.origin);
  const wrong = after(
    at('/admin/sign-in'),
    fill('[name=email]', 'zuzana@example.com'),
    fill('[name=password]', 'not this one'),
    click('button[type=submit]'),
    sees('.notice.bad'),
  );
  return {
    'sign-in': at('/admin/sign-in'),
    'sign-in-wrong': wrong,
    invitation: at(`/invitation${world.cafe.invitation}`),
    'invitation-broken': at('/invitation'),
  };
};

const NEXT = '.foot .btn.primary';

const setup = (world: World): Named => {
  const start = pageAt(world.origin)(`/setup?code=${world.setupCode}`);
  const brand = after(
    start,
    click(NEXT),
    fill('[name=organization]', 'Kaviareň Pri moste'),
    fill('[name=email]', 'zuzana@example.com'),
    click('.swatch:nth-of-type(2)'),
  );
  const poster = after(brand, click(NEXT), sees('.ask .btn.big'));
  return {
    'setup-program': start,
    'setup-brand': brand,
    'setup-poster': poster,
    'setup-phone': after(poster, click(NEXT), sees('.watch')),
  };
};

const members = (world: World): Named => {
  const at = pageAt(world.origin);
  const list = at('/admin/members');
  const member = at(`/admin/members/${world.cafe.regulars.known.id}`);
  const whole = after(member, sees('.ledger'), sees('.figures-strip'));
  const opened = after(whole, click('.ledger .link'), sees('.why'));
  return {
    members: list,
    'members-none-found': after(list, fill('[type=search]', 'Xaver'), sees('.empty')),
    'member-new': after(list, click(PRIMARY), sees(DIALOG)),
    member: whole,
    'member-why': opened,
    'member-reverse': after(opened, click('.why .btn'), sees(DIALOG)),
    'member-adjust': after(whole, click('.member-head button.btn'), sees(DIALOG)),
    'member-edit': after(whole, click('.member-aside button.link'), sees(DIALOG)),
    'member-unknown': after(at('/admin/members/mem_unknown'), sees('.notice.bad')),
  };
};

const program = (world: World): Named => {
  const at = pageAt(world.origin);
  const start = after(at('/admin/program'), sees('.terms-list'));
  const rewards = after(at('/admin/rewards'), sees('.rewards'));
  return {
    program: start,
    'program-part': after(start, click('.part'), sees('.part-drop')),
    'program-add': after(start, click('.add'), sees(MENU)),
    rewards,
    'reward-new': after(rewards, click(PRIMARY), sees(DIALOG)),
    'reward-edit': after(rewards, click('.rewards .actions .link'), sees(DIALOG)),
    'rewards-archived': after(rewards, click('.segmented button:last-child'), sees('.empty')),
  };
};

const ORDERS = [
  'Order number;Date;Phone;Item;Category;Pieces;Amount',
  'R-1001;24.11.2026 08:12;+421903412776;Espresso;coffee;2;4,40',
  'R-1002;24.11.2026 09:40;;Cheesecake;pastry;1;4,20',
].join('\n');

const dropOrders = (page: Page) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(ORDERS),
  });

const office = (world: World): Named => {
  const at = pageAt(world.origin);
  const posters = at('/admin/posters');
  const settings = (name: string) => at(`/admin/settings/${name}`);
  const dialogOf = (open: Open) => after(open, click(PRIMARY), sees(DIALOG));
  return {
    today: at('/admin'),
    'today-how': after(at('/admin'), click('.how'), sees('[role=dialog]')),
    'today-me': after(at('/admin'), async (page) => {
      // On a phone the sidebar is not there, and neither is its menu.
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.locator('.me').click();
      await page.locator(MENU).waitFor();
    }),
    posters,
    'poster-new': dialogOf(posters),
    'poster-code': after(posters, menuItem(1), sees('.poster-code')),
    imports: at('/admin/import'),
    'import-columns': after(at('/admin/import'), dropOrders, sees('.columns')),
    messages: at('/admin/messages'),
    'message-open': after(at('/admin/messages'), click('summary'), sees('details[open]')),
    settings: at('/admin/settings'),
    branding: settings('branding'),
    locations: settings('locations'),
    'location-new': dialogOf(settings('locations')),
    people: settings('people'),
    'person-new': dialogOf(settings('people')),
    'person-invite': after(settings('people'), click('.content .actions .btn.plain'), sees(DIALOG)),
    tills: settings('tills'),
    'till-new': dialogOf(settings('tills')),
    address: settings('address'),
    keys: settings('keys'),
    'key-new': dialogOf(settings('keys')),
    audit: after(settings('audit'), sees('.audit-row')),
  };
};

/** The first day: the real layout, what is not there yet marked as a sample. */
const fresh = (world: World): Named => {
  const at = pageAt(world.origin);
  const draft = after(at('/admin/program'), sees('.publish'));
  return {
    'today-fresh': at('/admin'),
    'members-fresh': at('/admin/members'),
    'posters-fresh': at('/admin/posters'),
    'messages-fresh': at('/admin/messages'),
    'keys-fresh': at('/admin/settings/keys'),
    'program-draft': draft,
    'program-publish': after(draft, click('.publish .primary'), sees(DIALOG)),
  };
};

/** A server out of reach, and one that takes its time. */
const troubles = (world: World): Named => {
  const at = pageAt(world.origin);
  const list = '**/v1/members?*';
  const failing: Open = async (page, locale) => {
    await page.route(list, (route) => route.abort());
    await at('/admin/members')(page, locale);
    await page.locator('.notice.bad').waitFor();
  };
  const waiting: Open = async (page, locale) => {
    await page.route(list, () => new Promise(() => {}));
    await page.goto(`${world.origin}/admin/members?lang=${locale}`);
    await page.locator('.loading').waitFor();
  };
  return { 'members-failing': failing, 'members-loading': waiting };
};

export const adminScreens = (world: World): Screen[] => {
  const { stranger, owner, freshOwner, founder } = world.visitors;
  const seen = (visitor: BrowserContext, screens: Named): Screen[] =>
    Object.entries(screens).map(([name, open]) => ({ surface: 'admin', name, visitor, open }));
  return [
    ...seen(stranger, doors(world)),
    ...seen(founder, setup(world)),
    ...seen(owner, { ...office(world), ...members(world), ...program(world), ...troubles(world) }),
    ...seen(freshOwner, fresh(world)),
  ];
};
