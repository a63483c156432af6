import type { MemberReference } from '#contract/member-reference.ts';
import { isValidShortCode, normalizeCode } from '#core/code.ts';
import type { MemberReference as MemberKey } from '#features/ledger/index.ts';
import { decodeId } from '#platform/ids/ids.ts';

/** Reads a phone number as the merchant's members are stored: E.164, or null. */
export type ReadPhone = (typed: string) => string | null;

/** What a reference names a member by, surest first. Empty: by nothing that can exist. */
export const memberKeys = (
  reference: MemberReference,
  source: string,
  readPhone: ReadPhone,
): MemberKey[] => {
  const { id, card_code, external_id, email, phone } = reference;
  const keys: MemberKey[] = [];
  if (id !== undefined) {
    const uuid = decodeId('mem', id);
    return uuid === null ? [] : [{ id: uuid }];
  }
  if (card_code !== undefined) {
    const code = normalizeCode(card_code);
    return [isValidShortCode(code) ? { short_code: code } : { card_code: code }];
  }
  if (external_id !== undefined) {
    keys.push({ external_id: { source: reference.source ?? source, id: external_id } });
  }
  if (email !== undefined) keys.push({ email: email.trim().toLowerCase() });
  const number = phone === undefined ? null : readPhone(phone);
  if (number !== null) keys.push({ phone: number });
  return keys;
};

/** An id or a card must exist; a phone, e-mail or external id may belong to nobody yet. */
export const mustExist = (reference: MemberReference): 'not_found' | 'card_code_unknown' | null => {
  if (reference.id !== undefined) return 'not_found';
  return reference.card_code === undefined ? null : 'card_code_unknown';
};
