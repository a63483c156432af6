import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '#platform/config/config.ts';

/** On stderr, since stdout belongs to what a command answers: JSON lines, prose on a terminal. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  const lines = pino.destination({ fd: 2, sync: true });
  const destination = process.stderr.isTTY ? readable(lines) : lines;
  return pino({ level: config.logLevel, base: null }, destination);
}

function readable(lines: DestinationStream): DestinationStream {
  return { write: (line) => lines.write(`${describe(line)}\n`) };
}

/** One JSON line of the log as a person reads it: time, level unless ordinary, what happened. */
export function describe(line: string): string {
  const { time, level, msg, err, method, url, status } = JSON.parse(line);
  const clock = new Date(time).toTimeString().slice(0, 8);
  const mark = level >= 50 ? 'error: ' : level >= 40 ? 'warning: ' : '';
  const request = method ? ` ${method} ${url}: ${status}` : '';
  const cause = err && err.message !== msg ? ` (${err.message})` : '';
  return `${clock} ${mark}${msg ?? ''}${request}${cause}`;
}
