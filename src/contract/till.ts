import { z } from 'zod';
import { currencySchema, localeSchema, momentSchema, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { pinSchema, roleSchema } from './staff.ts';

const place = z.object({ id: idSchema('loc'), name: z.string() });

export const tillSchema = z
  .object({
    id: idSchema('til'),
    name: z.string(),
    location: place,
    state: z.enum(['waiting', 'paired', 'revoked']),
    paired_at: momentSchema.nullable(),
    last_seen_at: momentSchema.nullable(),
  })
  .meta({ id: 'Till' });
export type Till = z.infer<typeof tillSchema>;

export const tillListSchema = z.object({ data: z.array(tillSchema), next_cursor: z.null() });

export const createPairingCodeSchema = z.strictObject({
  name: textSchema(60),
  location_id: idSchema('loc').optional().describe('The default location where missing'),
});

export const pairingCodeSchema = z
  .object({
    till_id: idSchema('til'),
    code: z.string().meta({ examples: ['K7MX42QD'] }),
    expires_at: momentSchema,
  })
  .meta({ id: 'PairingCode' });

export const pairTillSchema = z.strictObject({
  code: z.string().trim().min(1).max(40).describe('As shown by the admin; case does not matter'),
  name: textSchema(60).optional(),
});

export const pairedTillSchema = z
  .object({
    token: z.string().describe('Shown once; sent as `Authorization: Till …`'),
    till: z.object({ id: idSchema('til'), name: z.string() }),
    location: place,
    merchant: z.object({
      id: idSchema('mer'),
      name: z.string(),
      locale: localeSchema,
      currency: currencySchema,
    }),
  })
  .meta({ id: 'PairedTill' });

export const changeTillSchema = z.strictObject({
  name: textSchema(60).optional(),
  location_id: idSchema('loc').optional(),
});

export const tillStaffSchema = z
  .object({
    data: z.array(
      z.object({
        id: idSchema('stf'),
        name: z.string(),
        role: roleSchema,
        has_pin: z.boolean(),
        locked_until: momentSchema.nullable(),
      }),
    ),
    next_cursor: z.null(),
  })
  .meta({ id: 'TillStaffList' });

export const createTillSessionSchema = z.strictObject({
  staff_id: idSchema('stf'),
  pin: pinSchema,
});

export const tillSessionSchema = z
  .object({
    token: z.string().describe('Sent as `X-Staff-Session` beside the till’s own token'),
    expires_at: momentSchema,
    staff: z.object({ id: idSchema('stf'), name: z.string(), role: roleSchema }),
  })
  .meta({ id: 'TillSession' });
