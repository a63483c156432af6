import { z } from 'zod';
import { LOCALES } from '#core/program.ts';

export const localeSchema = z.enum(LOCALES);

/** Largest amount of money or units a request may name. */
export const MAX_AMOUNT = 1_000_000_000_000;

/** Money in minor units of the object's currency. */
export const minorSchema = z.int().min(0).max(MAX_AMOUNT);

/** ISO 4217 code, upper case, that the runtime knows. */
export const currencySchema = z
  .string()
  .refine((code) => /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code), {
    params: { fault: 'currency' },
  })
  .meta({ description: 'ISO 4217 code', examples: ['EUR'], pattern: '^[A-Z]{3}$' });

/** A moment: RFC 3339 with an offset, e.g. `2026-03-05T09:12:00+01:00`. */
export const momentSchema = z.iso.datetime({ offset: true });

/** A text for a person: trimmed, not empty, without control signs. */
export const textSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text.replaceAll('\n', '')), {
      params: { fault: 'control_signs' },
    });

/** A text in one language (the merchant's), or per language. */
export const localizedSchema = (max: number) =>
  z.union([textSchema(max), z.partialRecord(localeSchema, textSchema(max))]);

/** `limit` and `cursor` of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional().describe('`next_cursor` of the page before'),
};

/** A page of a list; `next_cursor` is null on the last. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });
