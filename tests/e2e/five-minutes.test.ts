import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupTables } from '#contract/messages/setup/index.ts';
import type { Locale } from '#core/program.ts';
import { launchBrowser } from '#support/browser.ts';
import { hasPdftoppm, rasterize, readCode } from '#support/pdf-code.ts';
import {
  createPhoneNetwork,
  type PhoneNetwork,
  phoneNetworkMissing,
} from '#support/phone-network.ts';

/**
 * The owner's first five minutes, over the address of the local network: from the link the server
 * prints to a card in a phone that read the code off the printed poster.
 */
const LAUNCHER = resolve(import.meta.dirname, '../../bin/launch.js');
const missing = phoneNetworkMissing() ?? (hasPdftoppm() ? null : 'there is no pdftoppm');
if (missing) console.warn(`The five-minutes story is skipped: ${missing}.`);

const SECONDS_A_SCREEN = 3;
const SECONDS_A_KEY = 0.2;
const NAME = { sk: 'Kaviareň Pri moste', en: 'Café by the Bridge' } as const;

let network: PhoneNetwork;
let owner: Browser;
let phone: Browser;

beforeAll(async () => {
  if (missing) return;
  network = createPhoneNetwork();
  owner = await launchBrowser();
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'];
  args.push('--disable-background-networking', '--disable-component-update');
  phone = await chromium.launch({ executablePath: network.chromium, args });
});

afterAll(async () => {
  await phone?.close();
  await owner?.close();
  network?.remove();
});

/** Counts what a person does: fields typed in, keys, clicks, screens read. */
const person = () => {
  const done = { fields: 0, keys: 0, clicks: 0, screens: 0 };
  return {
    done,
    reads: async (page: Page, sign: Locator): Promise<void> => {
      await sign.waitFor({ timeout: 30_000 });
      done.screens += 1;
      expect(await page.locator('body').textContent()).not.toBe('');
    },
    types: async (field: Locator, text: string): Promise<void> => {
      await field.pressSequentially(text);
      done.fields += 1;
      done.keys += text.length;
    },
    clicks: async (target: Locator): Promise<void> => {
      await target.click();
      done.clicks += 1;
    },
    seconds: () => done.screens * SECONDS_A_SCREEN + done.keys * SECONDS_A_KEY,
  };
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
};

/** A fresh installation, started as its owner would; gives the link it prints. */
const startFresh = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-five-'));
  chmodSync(dataDir, 0o755);
  const env = {
    PATH: '/usr/bin:/bin',
    PORT: String(await freePort()),
    STAMGAST_DATA: dataDir,
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [LAUNCHER, 'start'], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const link = () => /Set up\s+(http\S+)/.exec(output)?.[1];
  await expect.poll(link, { timeout: 120_000, interval: 100 }).toBeDefined();
  return { link: link() ?? '', stop: () => stop(child, dataDir) };
};

const stop = async (child: ChildProcess, dataDir: string): Promise<void> => {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
};

const downloadPoster = async (page: Page, link: Locator, me: ReturnType<typeof person>) => {
  const downloading = page.waitForEvent('download');
  await me.clicks(link);
  const download = await downloading;
  return readFileSync(await download.path());
};

for (const locale of ['sk', 'en'] satisfies Locale[]) {
  test.skipIf(missing !== null)(
    `[P6, P9, M1] from the printed link to a card in a second phone in five minutes (${locale})`,
    { timeout: 240_000 },
    async () => {
      const server = await startFresh();
      try {
        expect(new URL(server.link).hostname).toBe(network.server);
        const say = setupTables[locale];
        const me = person();
        const desk = await owner.newContext({ locale, viewport: { width: 1280, height: 900 } });
        const page = await desk.newPage();
        const next = page.getByRole('button', { name: say.next });
        await page.goto(server.link);

        await me.reads(page, page.getByText(say['trade.title']).first());
        await me.clicks(page.getByText(say['trade.cafe'], { exact: true }));
        await me.clicks(page.getByText(say['goal.visits'], { exact: true }));
        await me.clicks(next);

        await me.reads(page, page.getByLabel(say['brand.name']));
        // The name has the focus; Tab leads to the address.
        await me.types(page.locator(':focus'), NAME[locale]);
        await page.keyboard.press('Tab');
        await me.types(page.locator(':focus'), 'owner@example.com');
        await me.clicks(page.locator('.swatch').nth(1));
        await me.clicks(next);

        await me.reads(page, page.getByText(say['poster.title']));
        const anyway = page.getByRole('link', { name: say['poster.print_anyway'] });
        const paper = await downloadPoster(page, anyway, me);
        await me.clicks(next);
        await me.reads(page, page.getByText(say['phone.title']));

        // The second person holds a phone over the paper: only its pixels say where to go.
        const code = readCode(rasterize(paper, 150));
        expect(code?.text.startsWith(new URL(server.link).origin)).toBe(true);
        expect(((code?.pixels ?? 0) / 150) * 25.4).toBeGreaterThan(60);
        const hand = await phone.newContext({
          locale,
          viewport: { width: 390, height: 844 },
          hasTouch: true,
        });
        const card = await hand.newPage();
        await card.goto(code?.text ?? '');
        await me.reads(card, card.locator('input[name="contact"]'));
        await me.types(card.locator('input[name="contact"]'), '+421903412776');
        await me.clicks(card.locator('button[type="submit"]'));
        await me.reads(card, card.locator('.hero h1'));
        expect(card.url()).toMatch(/\/c\/[\w-]{22}/);
        expect(await card.locator('.stamp.inked').count()).toBeGreaterThan(0);

        // The owner's screen has seen both: the phone at the address, and the member.
        const seen = page.locator('.watch .done');
        await expect.poll(() => seen.count(), { timeout: 20_000 }).toBe(2);
        expect(me.done.fields).toBeLessThanOrEqual(3);
        expect(me.done.clicks).toBeLessThanOrEqual(12);
        expect(me.seconds()).toBeLessThan(300);
        console.info(`${locale}: ${JSON.stringify(me.done)}, ${me.seconds().toFixed(0)} s`);
        await desk.close();
        await hand.close();
      } finally {
        await server.stop();
      }
    },
  );
}
