import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createMerchant } from '#features/merchant/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { parseConfig } from '#platform/config/config.ts';
import { LIMITS } from '#platform/http/index.ts';
import { type OpenDb, openTestDb } from '#support/ledger.ts';
import { createApp } from '../../src/app.ts';

type Json = Record<string, unknown>;

const UNLIMITED = { perSecond: 1e6, burst: 1e6 };

type Options = { host?: string | undefined; openDb?: OpenDb | undefined };

/** The whole app on a port of its own, with a Slovak café that has people with PINs. */
export const startTillApp = async ({ host = '127.0.0.1', openDb = openTestDb }: Options = {}) => {
  const { db, close } = await openDb();
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-till-app-'));
  const parsed = parseConfig({ STAMGAST_DATA: dataDir });
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const log = pino({ level: 'error' });
  const limits = Object.fromEntries(
    Object.entries(LIMITS).map(([name, limit]) => [name, { ...limit, ...UNLIMITED }]),
  ) as typeof LIMITS;
  const app = await createApp({ config: parsed.config, db, log, limits, checks: true });
  const origin = await app.listen({ port: 0, host });
  const merchant = await createMerchant(
    { db, clock: systemClock, origin: () => origin },
    { name: 'Kaviareň Pri moste', template: 'cafe', currency: 'EUR', locale: 'sk' },
  );
  const api = async <T>(method: string, path: string, body?: Json): Promise<T> => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${merchant.api_key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        'idempotency-key': crypto.randomUUID(),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
  const staff = async (name: string, role: 'manager' | 'staff', pin: string) => {
    const { id } = await api<{ id: string }>('POST', '/v1/staff', { name, role });
    await api('PUT', `/v1/staff/${id}/pin`, { pin });
  };
  await staff('Nina', 'staff', '2580');
  await staff('Viera', 'manager', '7391');
  return {
    origin,
    merchant,
    db,
    api,
    pairingCode: async (): Promise<string> => {
      const path = '/v1/tills/pairing-codes';
      return (await api<{ code: string }>('POST', path, { name: 'Pult' })).code;
    },
    close: async () => {
      await app.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export type TillApp = Awaited<ReturnType<typeof startTillApp>>;
