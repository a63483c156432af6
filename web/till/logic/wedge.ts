/**
 * A barcode scanner that types: recognized by its speed, without any field in focus. Its keys come
 * less than 35 ms apart and end in Enter; no person types like that.
 */
export type WedgeKey = { key: string; code: string; at: number };

export type Wedge = { keys: WedgeKey[] };

export const emptyWedge: Wedge = { keys: [] };

export const BURST_GAP_MS = 35;
const LEAST_SIGNS = 6;
const MOST_SIGNS = 40;

/** Signs of a US layout by physical key: what a scanner means when the till has another layout. */
const byPhysicalKey = (code: string): string => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return letter ?? digit ?? '';
};

/**
 * Two readings of a burst: as the keyboard layout spells it, and as a US keyboard would. A Slovak
 * till reads a scanner's `12` as `+ľ`; the check digit tells which reading is the card.
 */
export type Scan = { spelled: string; physical: string };

const isModifier = (key: string): boolean => key === 'Shift' || key === 'CapsLock';

const readings = (keys: WedgeKey[]): Scan => ({
  spelled: keys.map((it) => it.key).join(''),
  physical: keys.map((it) => byPhysicalKey(it.code)).join(''),
});

/** Takes one key in; answers with the scan when Enter ends a burst. */
export const pressWedge = (wedge: Wedge, press: WedgeKey): { wedge: Wedge; scan: Scan | null } => {
  if (isModifier(press.key)) return { wedge, scan: null };
  const last = wedge.keys.at(-1);
  const quick = last !== undefined && press.at - last.at < BURST_GAP_MS;
  if (press.key === 'Enter') {
    const complete = quick && wedge.keys.length >= LEAST_SIGNS;
    return { wedge: emptyWedge, scan: complete ? readings(wedge.keys) : null };
  }
  if (press.key.length !== 1) return { wedge: emptyWedge, scan: null };
  const keys = quick ? [...wedge.keys, press].slice(-MOST_SIGNS) : [press];
  return { wedge: { keys }, scan: null };
};

/** True while keys come in a burst: what they type into a focused field is not meant for it. */
export const inBurst = (wedge: Wedge): boolean => wedge.keys.length >= LEAST_SIGNS;
