import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';

/** What every feature is built from; made once, in the composition root. */
export type Deps = {
  db: Db;
  clock: Clock;
  config: Config;
  /** Origin that links start with, e.g. `https://club.example.com`; never from a request's Host. */
  origin: () => string;
  log: FastifyBaseLogger;
};
