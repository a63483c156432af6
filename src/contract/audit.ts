import { z } from 'zod';
import { listOf, momentSchema, pageQuery } from './common.ts';
import { idSchema } from './ids.ts';

/** What the audit log can say was done. The subject is the outside id of what it was done to. */
export const AUDIT_ACTIONS = [
  'merchant.created',
  'merchant.changed',
  'location.created',
  'location.changed',
  'location.archived',
  'program.published',
  'reward.created',
  'reward.changed',
  'reward.archived',
  'member.changed',
  'member.adjusted',
  'decision.flagged',
  'decision.reversed',
  'api_key.created',
  'api_key.revoked',
  'poster.created',
  'import.started',
  'staff.created',
  'staff.changed',
  'staff.archived',
  'staff.joined',
  'staff.pin_set',
  'staff.pin_locked',
  'staff.password_reset',
  'invitation.created',
  'invitation.revoked',
  'till.created',
  'till.paired',
  'till.changed',
  'till.revoked',
  'till.signed_in',
  'card.recovered',
  'message.retried',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const auditRowSchema = z
  .object({
    id: idSchema('aud'),
    at: momentSchema,
    actor: z.object({
      kind: z.enum(['staff', 'till', 'api_key', 'card', 'public', 'system']),
      id: z.string().nullable(),
      name: z.string().nullable(),
    }),
    action: z.enum(AUDIT_ACTIONS),
    subject: z.string().nullable().describe('Id of what was changed'),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRow' });
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditListSchema = listOf(auditRowSchema);

export const auditQuerySchema = z.object({
  ...pageQuery,
  action: z.enum(AUDIT_ACTIONS).optional(),
  actor: z.union([idSchema('stf'), idSchema('key'), idSchema('til')]).optional(),
  subject: z.string().max(60).optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
