import { z } from 'zod';
import { textSchema } from './common.ts';
import { idSchema } from './ids.ts';

/**
 * Whom an order, a visit or a redemption is for. With several of them the surest counts: id, card,
 * external id, e-mail, phone. An unknown id or card answers 404; an unknown phone, e-mail or
 * external id makes a guest order.
 */
export const memberReferenceSchema = z
  .strictObject({
    id: idSchema('mem').optional(),
    card_code: textSchema(64).optional().describe('Code or short code of a card'),
    phone: textSchema(32).optional(),
    email: textSchema(254).optional(),
    external_id: textSchema(200).optional(),
    source: textSchema(50).optional().describe('Whose `external_id`; the source of the order'),
  })
  .refine(({ source: _, ...keys }) => Object.values(keys).some((value) => value !== undefined), {
    params: { fault: 'at_least_one', fields: 'id, card_code, external_id, email, phone' },
  })
  .meta({ id: 'MemberReference' });

export type MemberReference = z.output<typeof memberReferenceSchema>;
