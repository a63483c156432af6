import type { RefusalCode } from '#contract/refusals.ts';

export type Problem = {
  status: number;
  code: RefusalCode | 'unknown';
  /** What happened and what to do, in the reader's language. */
  detail: string;
  details: Record<string, string | number>;
  errors: { path: string; message: string }[];
};

export type Reply<T> =
  | { ok: true; data: T; etag: string | null }
  | { ok: false; reason: 'unchanged' }
  /** No answer: offline, time-out, or a proxy's page instead of the server's. */
  | { ok: false; reason: 'network' }
  | { ok: false; reason: 'refused'; problem: Problem };

export type Request = {
  method?: 'GET' | 'POST';
  path: string;
  body?: unknown;
  etag?: string | null;
  /** Instead of the session of the person at the till: a manager's for one action. */
  session?: string | null;
  timeoutMs?: number;
};

export type Credentials = { till: string | null; session: string | null; locale: string };

const TIMEOUT_MS = 8_000;

const headersOf = (request: Request, credentials: Credentials): Headers => {
  const headers = new Headers({ accept: 'application/json', 'x-stamgast': '1' });
  headers.set('accept-language', credentials.locale === 'xx' ? 'en' : credentials.locale);
  if (credentials.till) headers.set('authorization', `Till ${credentials.till}`);
  const session = request.session ?? credentials.session;
  if (session) headers.set('x-staff-session', session);
  if (request.etag) headers.set('if-none-match', request.etag);
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  return headers;
};

/** What happened and what to do, as one text. */
const sentenceOf = ({ title = '', detail = '' }: { title?: string; detail?: string }): string =>
  detail === '' || detail === title ? title : `${title}. ${detail}`;

const problemOf = async (response: Response): Promise<Problem | null> => {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return null;
  const body = (await response.json()) as Partial<Problem> & { title?: string };
  return {
    status: response.status,
    code: body.code ?? 'unknown',
    detail: body.errors?.[0]?.message ?? sentenceOf(body),
    details: body.details ?? {},
    errors: body.errors ?? [],
  };
};

/** One request with a time-out; every way it can end is a value. */
export const call = async <T>(credentials: Credentials, request: Request): Promise<Reply<T>> => {
  try {
    const response = await fetch(request.path, {
      method: request.method ?? 'GET',
      headers: headersOf(request, credentials),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'same-origin',
      signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
    });
    if (response.status === 304) return { ok: false, reason: 'unchanged' };
    if (response.ok) {
      return { ok: true, data: (await response.json()) as T, etag: response.headers.get('etag') };
    }
    const problem = await problemOf(response);
    const down = response.status >= 502 && response.status <= 504;
    if (!problem || down) return { ok: false, reason: 'network' };
    return { ok: false, reason: 'refused', problem };
  } catch {
    // fetch throws only for what we call "no answer".
    return { ok: false, reason: 'network' };
  }
};
