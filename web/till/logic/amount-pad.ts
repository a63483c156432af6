/** Keys of the amount pad. `sep` is the decimal sign of the reader's language. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'sep' | 'delete';

const MAX_WHOLE_DIGITS = 7;

/**
 * What was typed after one more key: digits with at most one `.` and `decimals` digits behind it.
 * A key that would not make sense changes nothing, so no error is ever shown for a press.
 */
export const pressPad = (typed: string, key: PadKey, decimals: number): string => {
  if (key === 'delete') return typed.slice(0, -1);
  const [whole = '', fraction] = typed.split('.');
  if (key === 'sep') {
    if (decimals === 0 || fraction !== undefined) return typed;
    return `${whole || '0'}.`;
  }
  if (fraction !== undefined) return fraction.length < decimals ? typed + key : typed;
  if (whole === '0') return key === '0' ? typed : key;
  return whole.length < MAX_WHOLE_DIGITS ? typed + key : typed;
};

/**
 * The amount in minor units. `decimals` is what the pad shows, `digits` what is stored: Hungarian
 * forints are typed without decimals and stored with two.
 */
export const padMinor = (typed: string, digits: number): number => {
  const [whole = '', fraction = ''] = typed.split('.');
  return Number((whole || '0') + fraction.slice(0, digits).padEnd(digits, '0'));
};

/** The pad's key for a key of the keyboard, so that a till with one needs no pointer. */
export const padKeyFor = (key: string): PadKey | null => {
  if (/^[0-9]$/.test(key)) return key as PadKey;
  if (key === '.' || key === ',') return 'sep';
  return key === 'Backspace' ? 'delete' : null;
};
