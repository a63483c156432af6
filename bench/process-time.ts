import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's clock ticks: 100 a second on every Linux. */
const TICK_MS = 10;

/** Of /proc/PID/stat from the third field on: state, parent, …; null when it has ended. */
const statOf = (pid: number | string): string[] | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null;
  } catch {
    // It ended between the listing and the reading.
    return null;
  }
};

const ticks = (fields: string[], ...at: number[]): number =>
  at.reduce((sum, i) => sum + Number(fields[i]), 0) * TICK_MS;

/** Processor time of a process since its start, in ms; null where none can tell. */
export const cpuOf = (pid: number | undefined): number | null => {
  const fields = process.platform === 'linux' && pid !== undefined ? statOf(pid) : null;
  return fields && ticks(fields, 11, 12);
};

/** The same of a process with all its children, those that have ended included. */
export const cpuOfFamily = (pid: number | undefined): number | null => {
  const fields = process.platform === 'linux' && pid !== undefined ? statOf(pid) : null;
  if (!fields) return null;
  let sum = ticks(fields, 11, 12, 13, 14);
  for (const name of readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? statOf(name) : null;
    if (child && Number(child[1]) === pid) sum += ticks(child, 11, 12);
  }
  return sum;
};
