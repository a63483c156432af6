import { type Logger, pino } from 'pino';
import type { Config } from '#platform/config/config.ts';

/** One JSON line an event, on stderr: stdout belongs to what a command answers. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true }));
}
