import type { Page } from 'playwright-core';
import type { TillApp } from './till-app.ts';

/** The signs of Nina's PIN, as `startTillApp` sets it. */
const PIN = '2580';

/** Makes a page a paired till with Nina behind it. */
export const openTill = async (page: Page, app: TillApp, origin = app.origin): Promise<void> => {
  await page.goto(`${origin}/till`);
  await page.locator('#code').fill(await app.pairingCode());
  await page.keyboard.press('Enter');
  await page.getByText('Nina', { exact: true }).click();
  await page.locator('.pin').waitFor();
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await page.locator('.state.scan').waitFor();
};

/** Signs as a scanner types them: fast, with Enter behind, without any field in focus. */
export const scanByWedge = async (page: Page, code: string): Promise<void> => {
  await page.evaluate(`(() => {
    let at = performance.now();
    const press = (key, code) => {
      const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
      // A scanner's keys carry the times they were sent at, however busy the machine is.
      Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
      document.body.dispatchEvent(event);
    };
    for (const sign of ${JSON.stringify(code)}) {
      press(sign, /[0-9]/.test(sign) ? 'Digit' + sign : 'Key' + sign);
    }
    press('Enter', 'Enter');
  })()`);
};

/** Actions still on the device, read from its own database. */
export const waitingActions = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('stamgast-till');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('queue').objectStore('queue').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result.filter((it) => it.state === 'queued' || it.state === 'sending').length);
      };
    };
  })`);

export type NewCardHolder = { id: string; card: { code: string; short_code: string; url: string } };

export const newMember = (app: TillApp, name: string): Promise<NewCardHolder> =>
  app.api('POST', '/v1/members', { name });
