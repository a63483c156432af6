const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago (epoch ms), in the largest whole unit; null under a minute. */
export const ago = (at: number, now: number, intl: string): string | null => {
  const passed = now - at;
  const step = STEPS.find(([, length]) => passed >= length);
  if (!step) return null;
  const [unit, length] = step;
  return new Intl.RelativeTimeFormat(intl, { numeric: 'auto' }).format(
    -Math.floor(passed / length),
    unit,
  );
};

/** Time left as `m:ss`; null once it is over. Both in epoch ms. */
export const timeLeft = (until: number, now: number): string | null => {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return null;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** A code in groups of four: easier to read aloud and to type. */
export const grouped = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? code;
