import { z } from 'zod';
import { textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { PERMISSIONS, ROLES } from './permissions.ts';

export const roleSchema = z.enum(ROLES);

/** An address to write to and to sign in with: trimmed, its case folded. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Four to six digits. */
export const pinSchema = z
  .string()
  .regex(/^\d{4,6}$/)
  .meta({ description: '4 to 6 digits', examples: ['2580'] });

/** Where a person works, each location once. */
export const placesSchema = z
  .array(idSchema('loc'))
  .min(1)
  .max(100)
  .nullable()
  .describe('The only locations they see and act at; null = all. Owners always have all');

export const passwordSchema = z.string().min(8).max(128);

export const staffSchema = z
  .object({
    id: idSchema('stf'),
    name: z.string(),
    email: z.string().nullable(),
    role: roleSchema,
    location_ids: placesSchema,
    signs_in: z.boolean().describe('Has a user to sign in with, besides the PIN'),
    has_pin: z.boolean(),
    archived: z.boolean(),
    created_at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'Staff' });
export type Staff = z.infer<typeof staffSchema>;

export const staffListSchema = z.object({ data: z.array(staffSchema), next_cursor: z.null() });

/** A person with only a PIN; who signs in with a password is invited. */
export const createStaffSchema = z.strictObject({
  name: textSchema(100),
  role: z.enum(['manager', 'staff']).default('staff'),
  location_ids: placesSchema.default(null),
});

export const changeStaffSchema = z.strictObject({
  name: textSchema(100).optional(),
  role: roleSchema.optional(),
  location_ids: placesSchema.optional(),
});

export const setPinSchema = z.strictObject({ pin: pinSchema });

export const meSchema = z
  .object({
    staff: staffSchema,
    permissions: z.array(z.enum(PERMISSIONS)),
    password_chosen: z.boolean().describe('False until the owner of a fresh set-up chooses one'),
    merchant: z.object({ id: idSchema('mer'), name: z.string() }),
    merchants: z
      .array(z.object({ id: idSchema('mer'), name: z.string() }))
      .describe('All this user works for; pick one with the header X-Merchant'),
  })
  .meta({ id: 'Me' });

export const firstPasswordSchema = z.strictObject({ password: passwordSchema });
