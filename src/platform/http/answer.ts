import type { Readable } from 'node:stream';
import { type RefusalCode, type RefusalDetails, type Refused, refuse } from '#contract/refusals.ts';

/** What a handler answers with: a body of JSON, something else as it is, or a refusal. */
export type Answer = JsonAnswer | RawAnswer | Refused;

export type JsonAnswer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

export type RawAnswer = {
  status: number;
  raw: string | Buffer | Readable;
  contentType: string;
  headers?: Record<string, string>;
};

export const ok = (body: unknown, headers: Record<string, string> = {}): JsonAnswer => ({
  status: 200,
  body,
  headers,
});

export const created = (body: unknown): JsonAnswer => ({ status: 201, body });

export const noContent = (): JsonAnswer => ({ status: 204 });

/** A repeat by natural or idempotency key: what the first one answered, with status 200. */
export const replayed = (body: unknown): JsonAnswer => ok(body, { 'idempotent-replayed': 'true' });

export const refused = (code: RefusalCode, details?: RefusalDetails): Refused =>
  refuse(code, details);

export const html = (page: string, status = 200): RawAnswer => ({
  status,
  raw: page,
  contentType: 'text/html; charset=utf-8',
});

export const file = (
  raw: string | Buffer | Readable,
  contentType: string,
  headers: Record<string, string> = {},
): RawAnswer => ({ status: 200, raw, contentType, headers });

/** After a form: the browser asks for the next page with GET. */
export const seeOther = (location: string): JsonAnswer => ({ status: 303, headers: { location } });
