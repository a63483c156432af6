import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { actorOf, type Deps, type MerchantPrincipal } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { ImportWriter } from './change-import.ts';
import { findImport, type ImportRow } from './import-row-queries.ts';

export type ImportDeps = Pick<Deps, 'db' | 'clock' | 'config'>;

export const access = { kind: 'permission', permission: 'imports:write' } as const;

/** What the routes of one import have in common. */
export const oneImport = {
  tag: 'import',
  access,
  params: z.object({ id: idSchema('imp') }),
} as const;

export const uuidOf = (id: string): string => decodeId('imp', id) ?? id;

export const writerOf = (
  { clock }: Pick<ImportDeps, 'clock'>,
  principal: MerchantPrincipal,
): ImportWriter => ({ merchantId: principal.merchantId, actor: actorOf(principal), clock });

export const rowOf = (
  { db }: Pick<ImportDeps, 'db'>,
  { merchantId }: MerchantPrincipal,
  id: string,
): Promise<ImportRow | undefined> =>
  inMerchant(db, merchantId, (trx) => findImport(merchantId, uuidOf(id), trx));
