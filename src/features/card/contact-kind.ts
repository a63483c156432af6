import { z } from 'zod';

/** What one field may hold. */
export type Contact =
  | { kind: 'phone'; value: string }
  | { kind: 'email'; value: string }
  | { kind: 'name'; value: string };

export type ContactFault = 'empty' | 'phone' | 'email' | 'too_long';

export const MAX_NAME = 120;
const MAX_EMAIL = 254;
/** Starts like a number and holds nothing but what numbers are written with. */
const PHONE_LIKE = /^[+(]?\d[\d\s()/.-]{3,30}$/;
const emailSchema = z.email().max(MAX_EMAIL);

/**
 * Tells a phone number, an e-mail and a name apart. `readPhone` knows the country's numbers: what
 * looks like a number but is none is a fault, never a name.
 */
export const contactOf = (
  typed: string,
  readPhone: (text: string) => string | null,
): Contact | { fault: ContactFault } => {
  const value = typed.trim().replaceAll(/\s+/g, ' ');
  if (value.includes('@')) {
    return emailSchema.safeParse(value).success ? { kind: 'email', value } : { fault: 'email' };
  }
  if (PHONE_LIKE.test(value)) {
    return readPhone(value) === null ? { fault: 'phone' } : { kind: 'phone', value };
  }
  if (!/\p{L}/u.test(value)) return { fault: value === '' ? 'empty' : 'phone' };
  return value.length > MAX_NAME ? { fault: 'too_long' } : { kind: 'name', value };
};

/** A number as people of the merchant's language write it. */
export const PHONE_EXAMPLES: Record<string, string> = {
  en: '+44 7400 123456',
  sk: '0903 123 456',
  cs: '601 123 456',
  pl: '512 345 678',
  hu: '06 20 123 4567',
  de: '0151 23456789',
};
