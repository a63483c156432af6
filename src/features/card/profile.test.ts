import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MemberPages, SK, startMemberPages } from '#support/member-pages.ts';

let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;

beforeAll(async () => {
  pages = await startMemberPages();
  shop = await pages.cafe();
});
afterAll(() => pages.close());

const join = (fields: Record<string, string> = {}, path?: string) => pages.join(shop, fields, path);

test('[M6] profile and consents are read and changed; each change of consent is a row', async () => {
  const address = await join({ consent_email: 'yes' });
  const before = await pages.get(`${address}/profile`, SK);
  expect(before.body).toMatch(/name="consent_email" value="yes" checked/);
  const fields = {
    name: 'Ľubica Ďurčová',
    phone: '',
    email: 'Lubica@Example.com',
    birthday: '1990-02-03',
    locale: 'hu',
    consent_sms: 'yes',
  };
  pages.clock.advance(60_000);
  const saved = await pages.send(`${address}/profile`, fields, SK);
  expect([saved.statusCode, saved.headers.location]).toEqual([303, `${address}/profile?saved=1`]);
  const after = await pages.get(`${address}/profile?saved=1`, SK);
  expect(after.body).toContain('<html lang="hu">');
  expect(after.body).toContain('value="Ľubica Ďurčová"');
  const { id } = await pages.memberOf(address);
  const { rows } = await pages.db.owner.query(
    'select channel, granted, wording, source from stamgast.consent where member_id = $1 order by at',
    [id],
  );
  expect(rows).toEqual([
    expect.objectContaining({ channel: 'terms', granted: true, source: 'link' }),
    expect.objectContaining({
      channel: 'email',
      granted: true,
      wording: 'Posielajte mi novinky a ponuky e-mailom.',
    }),
    expect.objectContaining({ channel: 'email', granted: false, source: 'card' }),
    expect.objectContaining({ channel: 'sms', granted: true, source: 'card' }),
  ]);
});

test.each(['/c/unknown-unknown-unknown', '/c/x', '/c/unknown-unknown-unknown/profile'])(
  '[M5] %s answers with a kind page',
  async (address) => {
    const answer = await pages.get(address, SK);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Túto kartu nevieme nájsť');
  },
);

test('[M6] the profile keeps what was typed and marks each field to mend', async () => {
  const address = await join({ contact: 'Otec Novák' });
  const other = pages.phone();
  await join({ contact: other });
  const wrong = { name: 'Otec', phone: '12', email: 'x@', birthday: '2999-01-01' };
  const answer = await pages.send(`${address}/profile`, wrong, SK);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Vyberte dátum v minulosti.');
  expect(answer.body).toContain('Toto nevyzerá ako e-mail.');
  const taken = await pages.send(`${address}/profile`, { phone: other }, SK);
  expect(taken.statusCode).toBe(422);
  expect(taken.body).toContain('Toto už má iná karta.');
  expect((await pages.memberOf(address)).name).toBe('Otec Novák');
});
