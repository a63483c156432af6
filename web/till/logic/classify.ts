import { isValidCardCode, isValidShortCode, normalizeCode } from '#core/code.ts';
import type { Scan } from './wedge.ts';

/** What staff typed or scanned, before anyone is asked. */
export type Sought =
  | { kind: 'nothing' }
  | { kind: 'code'; code: string }
  | { kind: 'phone'; digits: string }
  | { kind: 'phone_tail'; digits: string }
  | { kind: 'email'; email: string }
  | { kind: 'name'; text: string };

const LEAST_PHONE_DIGITS = 6;
const LEAST_TAIL_DIGITS = 3;

/** The code in a text, if its check digit holds; links to a card page are not codes. */
export const codeIn = (text: string): string | null => {
  const code = normalizeCode(text);
  return isValidCardCode(code) || isValidShortCode(code) ? code : null;
};

/** Of several codes in one picture the one that is a card. */
export const likeliestCode = (texts: readonly string[]): string | undefined =>
  texts.find((it) => codeIn(it) !== null) ?? texts[0];

/** Sorts a typed text: code, phone, e-mail or name. Codes come first, they carry a check digit. */
export const classify = (typed: string): Sought => {
  const text = typed.trim();
  if (text === '') return { kind: 'nothing' };
  if (text.includes('@')) return { kind: 'email', email: text.toLowerCase() };
  const code = codeIn(text);
  if (code) return { kind: 'code', code };
  if (/^\+?[\d\s()/.-]+$/.test(text)) {
    const digits = text.replace(/\D/g, '');
    if (digits.length >= LEAST_PHONE_DIGITS) return { kind: 'phone', digits };
    if (digits.length >= LEAST_TAIL_DIGITS) return { kind: 'phone_tail', digits };
  }
  return { kind: 'name', text };
};

/** The card of a scan: as spelled, or as the physical keys of a US layout spell it. */
export const codeOfScan = (scan: Scan): string | null =>
  codeIn(scan.spelled) ?? codeIn(scan.physical);

/** The field of an enrollment that a typed contact fills. */
export const contactOf = (
  typed: string,
): { phone: string } | { email: string } | { name: string } | null => {
  const text = typed.trim();
  if (text === '') return null;
  if (text.includes('@')) return { email: text };
  const digits = text.replace(/\D/g, '');
  if (/^\+?[\d\s()/.-]+$/.test(text) && digits.length >= LEAST_PHONE_DIGITS) return { phone: text };
  return { name: text };
};
