import { z } from 'zod';

/** JSON Schema as OpenAPI 3.1 takes it. */
export type Json = { [key: string]: unknown };

type Side = 'input' | 'output';

const REF = '#/$defs/';

/**
 * Collects the schemas of a document: each converted once, those with an id named under
 * `components`. A schema that reads differently as a request than as an answer (defaults make
 * fields optional) gets a second name.
 */
export const schemaCollector = () => {
  const components: Record<string, Json> = {};

  const nameFor = (name: string, schema: Json, side: Side): string => {
    const text = JSON.stringify(schema);
    const free = (candidate: string) =>
      !(candidate in components) || JSON.stringify(components[candidate]) === text;
    if (free(name)) return name;
    return side === 'input' ? `${name}Input` : `${name}Output`;
  };

  const add = (schema: z.ZodType, side: Side): Json => {
    // Wrapped, so that a schema with an id becomes a reference even at the root.
    const converted = z.toJSONSchema(z.object({ root: schema }), {
      io: side,
      unrepresentable: 'any',
    });
    const defs = (converted.$defs ?? {}) as Record<string, Json>;
    const names = new Map<string, string>();
    for (const name of Object.keys(defs)) names.set(name, name);
    // A name depends on the content, which depends on names: two rounds settle it.
    for (let round = 0; round < 2; round += 1) {
      for (const [name, def] of Object.entries(defs)) {
        names.set(name, nameFor(name, clean(def, names), side));
      }
    }
    for (const [name, def] of Object.entries(defs)) {
      components[names.get(name) ?? name] = clean(def, names);
    }
    return clean(converted.properties?.root as Json, names);
  };

  return { add, components };
};

/** Without marks of the converter, references pointing into the document. */
const clean = (schema: Json, names: ReadonlyMap<string, string>): Json =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') {
      const name = value.slice(REF.length);
      return `#/components/schemas/${names.get(name) ?? name}`;
    }
    // Answers may gain fields; that requests may not hold unknown ones, the description says.
    if (key === 'additionalProperties' && value === false) return undefined;
    // Every safe integer is one: the bounds would only be noise.
    if ((key === 'maximum' || key === 'minimum') && !Number.isSafeInteger(value)) return undefined;
    if (key === 'maximum' && value === Number.MAX_SAFE_INTEGER) return undefined;
    if (key === 'minimum' && value === Number.MIN_SAFE_INTEGER) return undefined;
    return key === 'id' && typeof value === 'string' ? undefined : value;
  }) as Json;
