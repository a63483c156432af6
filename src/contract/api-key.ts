import { z } from 'zod';
import { listOf, momentSchema, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { PERMISSIONS } from './permissions.ts';

const scopesSchema = z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length);

export const apiKeySchema = z
  .object({
    id: idSchema('key'),
    name: z.string(),
    scopes: scopesSchema,
    last_four: z.string(),
    created_at: momentSchema,
    last_used_at: momentSchema.nullable(),
    revoked_at: momentSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyListSchema = listOf(apiKeySchema);

export const apiKeyCreateSchema = z
  .strictObject({ name: textSchema(80), scopes: scopesSchema })
  .meta({ id: 'ApiKeyCreate' });

/** The only answer that ever holds the key itself. */
export const apiKeyCreatedSchema = apiKeySchema
  .extend({ secret: z.string().describe('Shown this once') })
  .meta({ id: 'ApiKeyCreated' });

export type ApiKeyView = z.infer<typeof apiKeySchema>;
