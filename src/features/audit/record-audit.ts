import type { AuditAction } from '#contract/audit.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { actorOf, type Principal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';

export type AuditEntry = {
  merchantId: string;
  /** As `actorOf` names it, or `system`. */
  actor: string;
  action: AuditAction;
  /** Outside id of what was changed. */
  subject?: string;
  /** What changed and where it was done; no secrets. */
  details?: Record<string, unknown>;
  /** Epoch milliseconds. */
  at: number;
};

/** Writes a row of the audit log in the transaction of the change itself. */
export async function audit(trx: MerchantTransaction, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      merchant_id: entry.merchantId,
      at: new Date(entry.at),
      id: newId(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

/** Who did it and, at a till, where and on which device: spread it into an entry. */
export function auditBy(principal: Principal): { actor: string; where: Record<string, unknown> } {
  const where =
    principal.kind === 'till'
      ? {
          till_id: encodeId('til', principal.tillId),
          location_id: encodeId('loc', principal.locationId),
        }
      : {};
  return { actor: actorOf(principal), where };
}
