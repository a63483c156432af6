import { z } from 'zod';
import { listOf, momentSchema, pageQuery, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { programDocumentSchema } from './program-document.ts';

export const programVersionSchema = z
  .object({
    number: z.int(),
    live: z.boolean(),
    published_at: momentSchema,
    published_by: z.string(),
    author: z.string().nullable().describe('Name of the person who published it'),
    note: z.string().nullable(),
    document: programDocumentSchema,
  })
  .meta({ id: 'ProgramVersion' });
export const programVersionListSchema = listOf(
  programVersionSchema.omit({ document: true }).meta({ id: 'ProgramVersionSummary' }),
);

export const programDraftSchema = z
  .object({
    id: idSchema('dft'),
    based_on: z.int().describe('Number of the version it was made from'),
    document: programDocumentSchema,
    updated_at: momentSchema,
    updated_by: z.string(),
  })
  .meta({ id: 'ProgramDraft' });
export const programDraftListSchema = listOf(programDraftSchema);

/** Without a document the draft begins as a copy of the live version. */
export const programDraftCreateSchema = z
  .strictObject({ document: programDocumentSchema.optional() })
  .meta({ id: 'ProgramDraftCreate' });
export const programDraftUpdateSchema = z
  .strictObject({ document: programDocumentSchema })
  .meta({ id: 'ProgramDraftUpdate' });
export const programPublishSchema = z
  .strictObject({ note: textSchema(300).optional() })
  .meta({ id: 'ProgramPublish' });
export const programVersionParams = z.object({ number: z.coerce.number().int().min(1).max(1e6) });
export const programListQuery = z.strictObject(pageQuery);

export type ProgramVersionView = z.infer<typeof programVersionSchema>;
export type ProgramDraftView = z.infer<typeof programDraftSchema>;
