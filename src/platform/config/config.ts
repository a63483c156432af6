import type { z } from 'zod';
import { operatorError } from './operator-error.ts';
import { SETTINGS } from './settings.ts';

type Settings = typeof SETTINGS;
type Values = { [Name in keyof Settings]: z.output<Settings[Name]['schema']> };

export interface Config {
  port: number;
  host: string;
  /** Absolute path of the folder that holds everything to keep. */
  dataDir: string;
  /** The operator's own PostgreSQL; undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** Origin phones open when a proxy stands in front. */
  publicUrl: string | undefined;
  /** Addresses whose X-Forwarded headers are believed. */
  trustedProxies: string[];
  /** A domain of one's own with an automatic certificate. */
  domain: string | undefined;
  httpPort: number;
  httpsPort: number;
  acmeUrl: string;
  acmeEmail: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

export type Environment = Record<string, string | undefined>;
type Parsed = { ok: true; config: Config } | { ok: false; faults: string[] };

/** Reads the process's environment; all its faults are in one error. */
export function loadConfig(): Config {
  const parsed = parseConfig(process.env);
  if (parsed.ok) return parsed.config;
  throw operatorError(['The configuration has faults:', ...parsed.faults].join('\n  '));
}

/** Reads every setting before it answers, so one start shows every fault. */
export function parseConfig(environment: Environment): Parsed {
  const faults = [...unknownNames(environment)];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, mend, ...rest }] of Object.entries(SETTINGS)) {
    const value = environment[name]?.trim() || undefined;
    const read = schema.safeParse(value);
    if (read.success) values[name] = read.data;
    else faults.push(`${name} ${'secret' in rest ? "can't be read" : `is '${value}'`}: ${mend}`);
  }
  faults.push(...contradictions(environment));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, config: toConfig(values as Values) };
}

function toConfig(values: Values): Config {
  const behindProxy = values.PUBLIC_URL === undefined ? [] : ['loopback'];
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.STAMGAST_DATA,
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.STAMGAST_TRUSTED_PROXIES ?? behindProxy,
    domain: values.STAMGAST_DOMAIN,
    httpPort: values.STAMGAST_HTTP_PORT,
    httpsPort: values.STAMGAST_HTTPS_PORT,
    acmeUrl: values.STAMGAST_ACME_URL,
    acmeEmail: values.STAMGAST_ACME_EMAIL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.STAMGAST_MAIL_FROM,
    logLevel: values.LOG_LEVEL,
  };
}

/** A misspelt name of ours would otherwise be ignored without a word. */
function* unknownNames(environment: Environment): Generator<string> {
  const known = Object.keys(SETTINGS);
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('STAMGAST_') || known.includes(name)) continue;
    const ours = known.filter((each) => each.startsWith('STAMGAST_')).join(', ');
    yield `${name} is unknown: remove it, or use one of ${ours}`;
  }
}

function* contradictions(environment: Environment): Generator<string> {
  if (environment.STAMGAST_DOMAIN && environment.PUBLIC_URL) {
    yield 'PUBLIC_URL and STAMGAST_DOMAIN exclude each other: set STAMGAST_DOMAIN when this ' +
      'machine itself answers for the domain, or PUBLIC_URL when a proxy does';
  }
}
