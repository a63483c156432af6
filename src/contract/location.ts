import { z } from 'zod';
import { listOf, momentSchema, pageQuery, textSchema } from './common.ts';
import { idSchema } from './ids.ts';

const kindSchema = z.enum(['shop', 'online']);

export const locationSchema = z
  .object({
    id: idSchema('loc'),
    name: z.string(),
    kind: kindSchema,
    is_default: z.boolean().describe('Where orders without a location belong'),
    archived: z.boolean(),
    created_at: momentSchema,
  })
  .meta({ id: 'Location' });
export const locationListSchema = listOf(locationSchema);
export const locationListQuery = z.strictObject({
  ...pageQuery,
  archived: z.stringbool().default(false).describe('With true also archived ones'),
});
export const locationCreateSchema = z
  .strictObject({ name: textSchema(80), kind: kindSchema.default('shop') })
  .meta({ id: 'LocationCreate' });
export const locationUpdateSchema = z
  .strictObject({
    name: textSchema(80).optional(),
    kind: kindSchema.optional(),
    is_default: z.literal(true).optional(),
  })
  .meta({ id: 'LocationUpdate' });

export type LocationView = z.infer<typeof locationSchema>;
