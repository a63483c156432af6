import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type ImportMapping,
  type ImportView,
  MOST_UNPACKED_BYTES,
  MOST_UPLOAD_BYTES,
} from '#contract/import.ts';
import { type Client, type Reply, startTestApp, type TestApp } from '#support/app.ts';
import { uploadOf } from '#support/upload.ts';
import { runImports } from './run-imports.ts';

const ROWS = [
  'receipt;date;item;quantity;unit price;customer',
  'R1;2026-02-01 09:00;Šálka kávy;2;2,50;K1',
  'R2;2026-02-02 09:00;Tea;1;1,80;K2',
  'R3;2026-02-31 09:00;=Tea;1;1,80;K2',
];
const FILE = iconv.encode(ROWS.join('\r\n'), 'windows-1250');

let server: TestApp;
let key: string;
let ask: Client;

beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.close());
beforeEach(async () => {
  key = (await server.found()).api_key;
  ask = server.as(key);
});

const log = pino({ level: 'silent' });
const work = () => runImports({ ...server, log }, new AbortController().signal);

type Answer = Omit<Reply, 'body'> & { body: Reply['body'] & ImportView };
const to = async (...asked: Parameters<Client>): Promise<Answer> => (await ask(...asked)) as Answer;

const send = (content: string | Buffer, name?: string, more: Record<string, string> = {}) => {
  const { payload, headers } = uploadOf(content, name);
  return to('POST', '/v1/imports', payload, { ...headers, ...more });
};

const uploaded = async (content: string | Buffer = FILE): Promise<ImportView> => {
  const { status, body } = await send(content);
  expect(status).toBe(201);
  return body;
};

const checked = async (): Promise<string> => {
  const { id } = await uploaded();
  expect((await to('POST', `/v1/imports/${id}/checks`)).status).toBe(201);
  await work();
  return id;
};

const filesLeft = () => {
  const folder = join(server.config.dataDir, 'imports');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('200 and 201', () => {
  test('[I4] an upload tells how it was read, and its table shows the first rows', async () => {
    const { status, body } = await send(FILE, 'C:\\till\\február.csv');
    expect(status).toBe(201);
    expect(body).toMatchObject({ file_name: 'február.csv', state: 'uploaded', counts: null });
    expect(body.mapping).toMatchObject({ encoding: 'windows-1250', delimiter: ';', header: true });
    const table = await ask('GET', `/v1/imports/${body.id}/table`);
    expect(table.body).toMatchObject({ header: ROWS[0]?.split(';'), recognized: body.mapping });
    expect(table.body.rows).toHaveLength(3);
    const other = await ask('GET', `/v1/imports/${body.id}/table?delimiter=%2C&header=false`);
    expect(other.body).toMatchObject({ header: null, recognized: { delimiter: ',' } });
  });

  test('[I4] a changed mapping is kept and used: check, import, and the list of both', async () => {
    const { id, mapping } = await uploaded();
    const columns = { ...mapping.columns, customer: undefined };
    const path = `/v1/imports/${id}`;
    const put = await to('PUT', `${path}/mapping`, { ...mapping, columns });
    expect(put.body.mapping.columns).not.toHaveProperty('customer');
    expect((await to('POST', `${path}/checks`)).body).toMatchObject({ state: 'checking' });
    await work();
    const { body } = await to('GET', path);
    expect(body).toMatchObject({ state: 'checked', read_bytes: FILE.length });
    expect(body.counts).toMatchObject({ new_orders: 2, new_orders_with_customer: 0 });
    const { body: running } = await to('POST', `${path}/runs`, { award: 'none' });
    expect(running).toMatchObject({ state: 'running', award: 'none' });
    await work();
    const list = await ask('GET', '/v1/imports');
    expect(list.body.data).toMatchObject([{ id, state: 'done', counts: { new_orders: 2 } }]);
    const orders = (await ask('GET', '/v1/orders')).body.data;
    expect(orders).toHaveLength(2);
  });

  test('[I4] rejected rows are listed with their reasons and leave as CSV in words', async () => {
    const path = `/v1/imports/${await checked()}/rejected-rows`;
    const { body } = await ask('GET', path);
    expect(body.data).toMatchObject([{ row: 4, reason: 'date_unreadable' }]);
    const csv = await ask('GET', `${path}/csv`, undefined, { 'accept-language': 'sk' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(csv.body)).toBe(
      '\ufeffRiadok,Dôvod\r\n' +
        '4,dátum sa nedá prečítať,R3,2026-02-31 09:00,\'=Tea,1,"1,80",K2\r\n',
    );
  });

  test('[I4] a repeated upload is answered as the first and leaves one file', async () => {
    const before = filesLeft().length;
    const same = { 'idempotency-key': 'first-upload' };
    const first = await send(FILE, 'a.csv', same);
    const again = await send(FILE, 'a.csv', same);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(filesLeft()).toHaveLength(before + 1);
    const other = await send(gzipSync(FILE), 'a.csv', same);
    expect(other.body.code).toBe('idempotency_key_reused');
    expect(filesLeft()).toHaveLength(before + 1);
  });

  test('[I4] of uploads that nobody goes on with, the five newest are kept', async () => {
    const made: string[] = [];
    for (let count = 0; count < 6; count += 1) made.push((await uploaded()).id);
    const kept = (await ask('GET', '/v1/imports')).body.data.map(({ id }) => id);
    expect(kept).toEqual(made.slice(1).reverse());
    expect((await ask('GET', `/v1/imports/${made[0]}`)).status).toBe(404);
  });
});

test('[I4] 204: a discarded upload is gone, with its file', async () => {
  const before = filesLeft();
  const id = await checked();
  expect(filesLeft()).toHaveLength(before.length + 2);
  expect((await ask('DELETE', `/v1/imports/${id}`)).status).toBe(204);
  expect(filesLeft()).toEqual(before);
  expect((await ask('GET', `/v1/imports/${id}`)).status).toBe(404);
});

test('[I4] 401 and 403: nobody, and a key without the scope, may import', async () => {
  const { payload, headers } = uploadOf(FILE);
  const stranger = await server.as(null)('POST', '/v1/imports', payload, headers);
  expect(stranger.status).toBe(401);
  const asked = { name: 'Shop', scopes: ['orders:write'] };
  const { secret } = (await ask('POST', '/v1/api-keys', asked)).body;
  const weak = await server.as(secret)('POST', '/v1/imports', payload, headers);
  expect(weak).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

test('[I4] 404: what is unknown, and the table of a file that has served its time', async () => {
  const unknown = '/v1/imports/imp_01h45ytscbebyvny4gc8cr8ma2';
  expect((await ask('GET', unknown)).status).toBe(404);
  expect((await ask('POST', `${unknown}/checks`)).status).toBe(404);
  const id = await checked();
  await ask('POST', `/v1/imports/${id}/runs`, { award: 'none' });
  await work();
  expect((await ask('GET', `/v1/imports/${id}/table`)).status).toBe(404);
});

test('[I4] 409: no step out of turn, and one import of a merchant at a time', async () => {
  const { id } = await uploaded();
  const run = await ask('POST', `/v1/imports/${id}/runs`, { award: 'none' });
  expect(run).toMatchObject({ status: 409, body: { code: 'import_state' } });
  const next = await uploaded();
  await ask('POST', `/v1/imports/${id}/checks`);
  for (const busy of [id, next.id]) {
    const check = await ask('POST', `/v1/imports/${busy}/checks`);
    expect(check).toMatchObject({ status: 409, body: { code: 'import_running' } });
  }
  const put = await ask('PUT', `/v1/imports/${id}/mapping`, next.mapping);
  expect(put.body.code).toBe('import_running');
  await work();
  await ask('POST', `/v1/imports/${id}/runs`, { award: 'none' });
  await work();
  for (const [method, path, body] of [
    ['DELETE', `/v1/imports/${id}`, undefined],
    ['POST', `/v1/imports/${id}/checks`, {}],
    ['POST', `/v1/imports/${id}/runs`, { award: 'live-rules' }],
  ] as const) {
    expect((await ask(method, path, body)).body.code).toBe('import_state');
  }
});

test('[I4] 413: too large as sent, or once unpacked, and nothing is kept', async () => {
  const before = filesLeft();
  const sent = await send(Buffer.alloc(MOST_UPLOAD_BYTES + 1, 'a,b\n'));
  expect(sent).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  const zeros = gzipSync(Buffer.alloc(MOST_UNPACKED_BYTES / 16));
  const packed = Buffer.concat(Array.from({ length: 17 }, () => zeros));
  expect(packed.length).toBeLessThan(2 ** 21);
  expect(await send(packed)).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  expect(filesLeft()).toEqual(before);
});

test('[I4] 415: a file has to come as a form', async () => {
  const answer = await ask('POST', '/v1/imports', { file: 'x' });
  expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
});

test('[I4] 422: no file, no table, a broken file, or a mapping that does not fit', async () => {
  const before = filesLeft();
  const { headers } = uploadOf('');
  const boundary = headers['content-type']?.split('=')[1];
  const none = await ask('POST', '/v1/imports', Buffer.from(`--${boundary}--\r\n`), headers);
  expect(none).toMatchObject({ status: 422, body: { errors: [{ path: 'file' }] } });
  for (const content of ['Dear shop,\nthank you.\n', gzipSync(FILE).subarray(0, 60)]) {
    const answer = await send(content);
    expect(answer).toMatchObject({ status: 422, body: { code: 'import_unreadable' } });
  }
  expect(filesLeft()).toEqual(before);
  const { id, mapping } = await uploaded('when;sum\n?;2,50\n?;3,50\n');
  expect((await ask('POST', `/v1/imports/${id}/checks`)).body).toMatchObject({
    errors: [{ path: 'columns.date' }],
  });
  const columns = { ...mapping.columns, date: 'when' };
  const wrong: Partial<ImportMapping>[] = [
    { columns: { ...columns, customer: 'Kunde' } },
    { columns, encoding: 'klingon' },
  ];
  for (const change of wrong) {
    const put = await ask('PUT', `/v1/imports/${id}/mapping`, { ...mapping, ...change });
    expect(put).toMatchObject({ status: 422, body: { code: 'import_unreadable' } });
  }
  const table = await ask('GET', `/v1/imports/${id}/table?encoding=klingon`);
  expect(table.body.code).toBe('import_unreadable');
});
