import type { z } from 'zod';
import { operatorError } from '#platform/config/operator-error.ts';

/** The options of a command as its schema has them; faulty ones are told all at once. */
export function readOptions<Schema extends z.ZodType>(
  schema: Schema,
  mends: Record<string, string>,
  given: Record<string, unknown>,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw operatorError(faults.map((name) => mends[name] ?? name).join('\n'));
}
