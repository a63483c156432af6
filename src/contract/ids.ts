import { z } from 'zod';

/** What each prefix of an outside id stands for. */
export const ID_PREFIXES = {
  mer: 'merchant',
  mem: 'member',
  crd: 'card',
  ord: 'order',
  vis: 'visit',
  red: 'redemption',
  rew: 'reward',
  dec: 'decision',
  loc: 'location',
  stf: 'staff',
  inv: 'invitation',
  til: 'till',
  key: 'api key',
  dft: 'program draft',
  pos: 'poster',
  imp: 'import',
  msg: 'message',
  fil: 'file',
  aud: 'audit row',
} as const;
export type IdPrefix = keyof typeof ID_PREFIXES;

/** Marks an issue that answers 404: an id we never made is as unknown as another merchant's. */
export const NOT_FOUND = 'not_found';

/**
 * An id as others see it: prefix and 26 signs, e.g. `mem_01k5…`. A text of another shape answers
 * 404 `not_found`, like the id of another merchant.
 */
export const idSchema = (prefix: IdPrefix) => {
  const shape = new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
  return z
    .string()
    .refine((text) => shape.test(text), { params: { fault: NOT_FOUND } })
    .meta({
      description: `Id of a ${ID_PREFIXES[prefix]}`,
      pattern: shape.source,
      examples: [`${prefix}_01h45ytscbebyvny4gc8cr8ma2`],
    });
};
