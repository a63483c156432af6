import { z } from 'zod';
import { listOf, localeSchema, momentSchema, pageQuery } from './common.ts';
import { idSchema } from './ids.ts';

export const POSTER_KINDS = ['poster', 'table_tent'] as const;
export type PosterKind = (typeof POSTER_KINDS)[number];

export const posterSchema = z
  .object({
    id: idSchema('pos'),
    kind: z.enum(POSTER_KINDS),
    locale: localeSchema,
    link: z.string().describe('What its QR code opens'),
    location_id: idSchema('loc').nullable(),
    opened_at: momentSchema.nullable().describe('First time a phone opened the link'),
    members: z.int().describe('Members who joined by it'),
    created_at: momentSchema,
  })
  .meta({ id: 'Poster' });
export type PosterView = z.infer<typeof posterSchema>;

export const posterCreateSchema = z
  .strictObject({
    kind: z.enum(POSTER_KINDS),
    locale: localeSchema.optional().describe("The merchant's language where not given"),
    location_id: idSchema('loc').optional(),
  })
  .meta({ id: 'PosterCreate' });
export type PosterCreate = z.output<typeof posterCreateSchema>;

export const posterListSchema = listOf(posterSchema);
export const posterListQuery = z.object(pageQuery);

/** `insist`: print although no phone has proven yet that it reaches the address. */
export const posterPdfQuery = z.object({ insist: z.stringbool().default(false) });

/** What works only over https, in the order people miss it. */
export const SECURE_FEATURES = ['camera', 'offline', 'install', 'push'] as const;

export const addressSchema = z
  .object({
    origin: z.string().describe('Where phones open cards and the join page'),
    mode: z.enum(['domain', 'proxy', 'lan']),
    secure: z.boolean(),
    state: z
      .enum(['proven', 'unproven', 'certificate_missing', 'loopback'])
      .describe('proven = a poster link was opened from an address that is not the server’s own'),
    proven_at: momentSchema.nullable(),
    missing: z
      .array(z.enum(SECURE_FEATURES))
      .describe('What phones can’t do here, for want of https'),
    certificate_fault: z.string().nullable().describe('What the certificate authority said last'),
  })
  .meta({ id: 'Address' });
export type AddressView = z.infer<typeof addressSchema>;
