import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MemberPages, startMemberPages } from '#support/member-pages.ts';

let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;
let origin: string;

beforeAll(async () => {
  pages = await startMemberPages({ liveLimits: { perMember: 2, perProcess: 10 } });
  shop = await pages.cafe();
  origin = await pages.listen();
});
afterAll(() => pages.close());

const join = async (name: string) => {
  const answer = await pages.send(`/j/${shop.slug}`, { contact: name });
  return String(answer.headers.location);
};

const tap = async (address: string) => {
  const { rows } = await pages.db.owner.query('select code from stamgast.card where token = $1', [
    address.split('/').at(-1),
  ]);
  const stamps = [{ unit: 'stamps', amount: 1 }];
  const answer = await pages.award(shop, '/v1/visits', {
    member: { card_code: rows[0].code },
    stamps,
  });
  expect(answer.statusCode).toBe(201);
  await pages.dispatch();
};

/** Opens a stream and reads it as a browser would, event by event. */
const follow = async (address: string, after: number, headers: Record<string, string> = {}) => {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]);
  const answer = await fetch(`${origin}${address}/live?after=${after}`, { headers, signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    answer,
    /** The next whole event with this name. */
    next: async (name: string): Promise<string> => {
      for (;;) {
        const event = new RegExp(`id: (\\d+)\\nevent: ${name}\\n[^]*?\\n\\n`).exec(text);
        if (event) {
          text = text.slice(event.index + event[0].length);
          return event[1] ?? '';
        }
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`the stream ended without ${name}: ${text}`);
        text += chunk.value;
      }
    },
    close: () => stop.abort(),
  };
};

test('[M4] an open card hears of a stamp the moment it is there', async () => {
  const address = await join('Eva Prvá');
  const stream = await follow(address, 1);
  expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.answer.headers.get('referrer-policy')).toBe('no-referrer');
  await tap(address);
  expect(await stream.next('change')).toBe('2');
  stream.close();
});

test('[M4] what came while the page was away is told at once, by its last event or its address', async () => {
  const address = await join('Eva Druhá');
  await tap(address);
  await tap(address);
  const fresh = await follow(address, 1);
  expect(await fresh.next('change')).toBe('3');
  fresh.close();
  const back = await follow(address, 1, { 'last-event-id': '2' });
  expect(await back.next('change')).toBe('3');
  back.close();
});

test('[M4] a card with enough open pages sends the next one away to ask now and then', async () => {
  const address = await join('Eva Tretia');
  const first = await follow(address, 1);
  const second = await follow(address, 1);
  const third = await follow(address, 1);
  expect(await third.next('full')).toBe('1');
  first.close();
  await expect.poll(() => pages.live.size(), { timeout: 5_000 }).toBe(1);
  second.close();
  await expect.poll(() => pages.live.size(), { timeout: 5_000 }).toBe(0);
});

test('[M4] nobody hears of another member', async () => {
  const [mine, other] = [await join('Eva Štvrtá'), await join('Eva Piata')];
  const stream = await follow(mine, 1);
  await tap(other);
  await tap(mine);
  expect(await stream.next('change')).toBe('2');
  stream.close();
});
