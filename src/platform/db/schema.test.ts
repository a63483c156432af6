import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb } from '#support/ledger.ts';
import type { Db } from './database.ts';
import { CONTROL_TABLES, REFERENCE_TABLES, TENANT_TABLES } from './table-classes.ts';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

async function column(text: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ name: string }>(text);
  return rows.map((row) => row.name);
}

const tablesOf = (schema: string) =>
  column(`select relname as name from pg_class
    where relnamespace = '${schema}'::regnamespace and relkind in ('r', 'p')`);

test('[P2] every table is of exactly one class', async () => {
  expect((await tablesOf('stamgast')).sort()).toEqual(
    [...TENANT_TABLES, ...REFERENCE_TABLES].sort(),
  );
  expect((await tablesOf('control')).sort()).toEqual([...CONTROL_TABLES].sort());
});

test('[P2] every key of a tenant table begins with merchant_id', async () => {
  const others = await column(`select i.indexrelid::regclass::text as name
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'stamgast'::regnamespace and i.indisunique
      and a.attname <> 'merchant_id'`);
  expect(others).toEqual([]);
  const keyless = await column(`select relname as name from pg_class c
    where relnamespace = 'stamgast'::regnamespace and relkind in ('r', 'p')
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`);
  expect(keyless).toEqual([]);
});

test('[P2] every reference of a tenant table begins with merchant_id and stays in its class', async () => {
  const foreign = await column(`select conname as name from pg_constraint k
    join pg_class here on here.oid = k.conrelid
    join pg_class there on there.oid = k.confrelid
    left join pg_attribute a on a.attrelid = here.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and 'stamgast'::regnamespace in (here.relnamespace, there.relnamespace)
      and (here.relnamespace <> there.relnamespace or a.attname <> 'merchant_id')`);
  expect(foreign).toEqual([]);
});

test('[P2] there are no triggers and nothing is set to null behind our back', async () => {
  expect(
    await column(`select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace in ('stamgast'::regnamespace, 'control'::regnamespace)
        and not tgisinternal`),
  ).toEqual([]);
  expect(
    await column("select conname as name from pg_constraint where confdeltype in ('n', 'd')"),
  ).toEqual([]);
});

test('[P2] every tenant table is guarded by row level security, never forced', async () => {
  const unguarded = await column(`select relname as name from pg_class c
    where relnamespace = 'stamgast'::regnamespace and relkind in ('r', 'p')
      and (not relrowsecurity or relforcerowsecurity
        or not exists (select from pg_policy p where p.polrelid = c.oid))`);
  expect(unguarded).toEqual([]);
});

test('[P2] functions that run as the owner have a fixed search path and are not public', async () => {
  const open = await column(`select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace in ('stamgast'::regnamespace, 'control'::regnamespace) and p.prosecdef
      and (p.proconfig is null or not 'search_path=pg_catalog, pg_temp' = any (p.proconfig)
        or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
          where x.grantee = 0))`);
  expect(open).toEqual([]);
});
