import { type FieldFault, type Refused, refuseFields } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { phoneReader } from '#features/decision/index.ts';

export type Contact = { phone: string | null; email: string | null };
type Shop = { currency: string; locale: Locale };

/**
 * A phone number as E.164 (without a country code: as people of the merchant's country dial it) and
 * an e-mail address in lower case. A number nobody can have is refused.
 */
export const readContact = (
  shop: Shop,
  given: { phone?: string | null | undefined; email?: string | null | undefined },
): ({ ok: true } & Contact) | Refused => {
  const faults: FieldFault[] = [];
  const phone = given.phone ? phoneReader(shop)(given.phone) : null;
  if (given.phone && phone === null) faults.push({ path: 'phone', fault: 'phone' });
  if (faults.length > 0) return refuseFields(faults);
  return { ok: true, phone, email: given.email?.trim().toLowerCase() || null };
};
