import { z } from 'zod';
import { GOALS } from '#core/template-goals.ts';
import { TRADES } from '#core/templates.ts';
import { localeSchema, momentSchema, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { merchantCreateSchema } from './merchant.ts';
import { emailSchema, passwordSchema, placesSchema, roleSchema } from './staff.ts';

export const invitationSchema = z
  .object({
    id: idSchema('inv'),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    location_ids: placesSchema,
    expires_at: momentSchema,
    created_at: momentSchema,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;

export const invitationListSchema = z.object({
  data: z.array(invitationSchema),
  next_cursor: z.null(),
});

export const createInvitationSchema = z.strictObject({
  email: emailSchema,
  name: textSchema(100),
  role: roleSchema,
  location_ids: placesSchema.default(null),
  locale: localeSchema.optional().describe("Language of the mail; the merchant's where missing"),
});

export const createdInvitationSchema = invitationSchema
  .extend({
    delivery: z
      .enum(['queued', 'held'])
      .describe('held: there is no mail server, pass on the link'),
    link: z.string().nullable().describe('Only where no mail goes out'),
  })
  .meta({ id: 'CreatedInvitation' });

/** Code of a link; the wrong shape is the same as a wrong code. */
export const codeSchema = z.string().trim().min(1).max(100);

export const claimInvitationSchema = z.strictObject({
  code: codeSchema,
  name: textSchema(100).optional(),
  password: passwordSchema,
});

export const claimOwnerLinkSchema = z.strictObject({
  code: codeSchema,
  name: textSchema(100),
  email: emailSchema,
  password: passwordSchema
    .optional()
    .describe('May follow later: PUT /v1/staff/me/password, or the set-up link once more'),
  merchant: merchantCreateSchema
    .optional()
    .describe('With the set-up link of an empty installation'),
});

export const readOwnerLinkSchema = z.strictObject({ code: codeSchema });

/** What a set-up link still waits for. It names nobody: who opens it may be a stranger. */
export const ownerLinkSchema = z
  .object({
    state: z
      .enum(['new', 'unclaimed', 'claimed'])
      .describe(
        'new: the merchant is founded along; unclaimed: it waits for its owner; ' +
          'claimed: it has one who never chose a password',
      ),
    merchant: z
      .object({
        name: z.string(),
        trade: z.enum(TRADES),
        goal: z.enum(GOALS).nullable(),
        currency: z.string(),
        zone: z.string(),
        color: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'OwnerLink' });
export type OwnerLink = z.infer<typeof ownerLinkSchema>;

/** Whoever claims is signed in by the answer's cookie. */
export const claimedSchema = z
  .object({
    staff: z.object({ id: idSchema('stf'), name: z.string(), role: roleSchema }),
    merchant: z.object({ id: idSchema('mer'), name: z.string() }),
  })
  .meta({ id: 'Claimed' });
