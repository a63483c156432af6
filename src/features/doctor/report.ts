/** What one check found. A warning doesn't make the whole report fail. */
export type Check = {
  name: string;
  ok: boolean;
  /** A recommendation rather than a fault. */
  warning: boolean;
  /** How many things were looked at. */
  checked: number;
  /** At most 20, each a sentence a person can act on. */
  failures: string[];
};

export type Report = { ok: boolean; checks: Check[] };

export const MOST_FAILURES = 20;

export const toCheck = (
  name: string,
  checked: number,
  failures: string[],
  warning = false,
): Check => ({
  name,
  ok: failures.length === 0,
  warning,
  checked,
  failures: failures.slice(0, MOST_FAILURES),
});
