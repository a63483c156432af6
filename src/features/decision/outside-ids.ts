import type { IdPrefix } from '#contract/ids.ts';
import type { RefusalDetails } from '#contract/refusals.ts';
import { encodeId } from '#platform/ids/ids.ts';

type Values = Record<string, string | number>;

/** Values that name one of our rows, by their field. */
const FIELDS: Record<string, IdPrefix> = {
  reward_id: 'rew',
  order_id: 'ord',
  decision_id: 'dec',
  redemption_id: 'red',
};

/** What a subject is about: `order:UUID`. */
const SUBJECTS: Record<string, IdPrefix> = {
  order: 'ord',
  visit: 'vis',
  redemption: 'red',
  adjustment: 'dec',
  reversal: 'dec',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const encoded = (prefix: IdPrefix | undefined, value: string): string =>
  prefix && UUID.test(value) ? encodeId(prefix, value) : value;

/** `order:UUID` as others may see it: `order:ord_…`. */
export const outsideSubject = (subject: string): string => {
  const [kind = '', id] = subject.split(':', 2);
  return id === undefined ? subject : `${kind}:${encoded(SUBJECTS[kind], id)}`;
};

/** `reward:UUID#2` as others may see it: `reward:rew_…#2`. */
export const outsideCause = (cause: string): string => {
  const parts = /^reward:(.+)#(\d+)$/.exec(cause);
  return parts ? `reward:${encoded('rew', parts[1] ?? '')}#${parts[2]}` : cause;
};

/** Values of an explanation or a refusal with our ids as others see them. */
export const outsideValues = <V extends Values | RefusalDetails>(values: V): V => {
  const shown = Object.entries(values).map(([field, value]) => {
    if (typeof value !== 'string') return [field, value];
    return [field, field === 'subject' ? outsideSubject(value) : encoded(FIELDS[field], value)];
  });
  return Object.fromEntries(shown) as V;
};
