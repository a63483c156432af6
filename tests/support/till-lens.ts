import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { drawCode, filmOf, type Pose } from './camera-picture.ts';
import { startTillApp } from './till-app.ts';
import { newMember, openTill } from './till-page.ts';

const ANSWER_MS = 60_000;
const PHONE = { width: 390, height: 844 };

export const STRAIGHT: Pose = { width: 640, height: 480, side: 220 };

/** Notes when a stream begins, when a guest opens, and keeps the streams to look at. */
const WATCH_STREAMS = `
  globalThis.streams = [];
  const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await own(wish);
    streams.push(stream);
    globalThis.began = performance.now();
    globalThis.found = null;
    return stream;
  };
  new MutationObserver(() => {
    if (document.querySelector('.state.member')) globalThis.found ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
`;

/** A café with two guests, and browsers whose camera sees what is held before it. */
export const startLens = async () => {
  const app = await startTillApp();
  const jana = await newMember(app, 'Jana Malá');
  const peter = await newMember(app, 'Peter Veľký');
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-camera-'));
  // Chromium opens the film anew with each start of the camera.
  const film = join(folder, 'lens.y4m');
  const browsers: Browser[] = [];
  return {
    jana,
    peter,
    aim: (text: string, pose: Pose = STRAIGHT): void =>
      writeFileSync(film, filmOf(drawCode(text, pose))),
    /** A browser with this camera; `=deny` is a person who says no to it. */
    launch: async (answer: '' | '=deny' = ''): Promise<Browser> => {
      const browser = await launchBrowser([
        '--use-fake-device-for-media-stream',
        `--use-fake-ui-for-media-stream${answer}`,
        `--use-file-for-fake-video-capture=${film}`,
      ]);
      browsers.push(browser);
      return browser;
    },
    phone: async (browser: Browser): Promise<BrowserContext> => {
      const context = await browser.newContext({ locale: 'sk-SK', viewport: PHONE });
      await context.addInitScript(WATCH_STREAMS);
      return context;
    },
    openTill: async (context: BrowserContext): Promise<Page> => {
      const page = await context.newPage();
      page.setDefaultTimeout(ANSWER_MS);
      await openTill(page, app);
      return page;
    },
    close: async (): Promise<void> => {
      for (const browser of browsers) await browser.close();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Lens = Awaited<ReturnType<typeof startLens>>;

export const guestIsOpen = (page: Page, name = 'Jana Malá') =>
  page.getByRole('heading', { name }).waitFor();

export const nextGuest = (page: Page) => page.getByRole('button', { name: 'Ďalší hosť' }).click();
