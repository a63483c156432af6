/** What the server said in an `application/problem+json` answer. */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  request_id?: string;
  errors?: { path: string; message: string }[];
  [extension: string]: unknown;
};

/** Thrown for every answer that is not a success; `problem.detail` is fit for the reader. */
export class ApiFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
  /** The message for one field, if the server named it. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((fault) => fault.path === path)?.message;
  }
}

let merchantId: string | null = null;
let language = 'en';

/** The merchant that the following requests are about; null while nobody is signed in. */
export const actFor = (id: string | null): void => {
  merchantId = id;
};

/** The language in which the server explains and refuses. */
export const speak = (locale: string): void => {
  language = locale;
};

const TIMEOUT_MS = 30_000;
const LONG_MS = 300_000;

/** The browser itself says what these are. */
const isRaw = (body: unknown): boolean => body instanceof Blob || body instanceof FormData;

export const headersFor = (method: string, body: unknown): Record<string, string> => ({
  accept: 'application/json',
  'accept-language': language,
  // A page of another site can't set this header: the server takes no write without it.
  'x-stamgast': '1',
  ...(merchantId ? { 'x-merchant': merchantId } : {}),
  ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID?.() ?? fallbackKey() }),
  ...(body === undefined || isRaw(body) ? {} : { 'content-type': 'application/json' }),
});

/** `crypto.randomUUID` is missing on plain http. */
const fallbackKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('');

/** The problem an answer names; a proxy's own error page names none. */
export const problemIn = (answer: {
  status: number;
  statusText: string;
  text: string;
}): Problem => {
  const { status, statusText, text } = answer;
  if (text.startsWith('{')) return JSON.parse(text) as Problem;
  return { status, code: 'unreachable', title: statusText, detail: statusText };
};

const send = async (
  method: string,
  path: string,
  body?: unknown,
  timeout = TIMEOUT_MS,
): Promise<Response> => {
  const payload = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
  const response = await fetch(path, {
    method,
    headers: headersFor(method, body),
    signal: AbortSignal.timeout(timeout),
    ...(payload === undefined ? {} : { body: payload }),
  });
  if (!response.ok) {
    const { status, statusText } = response;
    throw new ApiFault(problemIn({ status, statusText, text: await response.text() }));
  }
  return response;
};

const json = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const response = await send(method, path, body);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
};

/** The API as the admin uses it. Shapes come from `#contract`, given as the type argument. */
export const api = {
  get: <T>(path: string) => json<T>('GET', path),
  post: <T>(path: string, body: unknown = {}) => json<T>('POST', path, body),
  put: <T>(path: string, body: unknown) => json<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => json<T>('PATCH', path, body),
  remove: <T>(path: string) => json<T>('DELETE', path),
  /** An answer that comes piece by piece. */
  stream: (path: string, body: unknown) => send('POST', path, body, LONG_MS),
  blob: async (path: string) => (await send('GET', path)).blob(),
};

/** A page of a list, as every list of the API answers. */
export type Page<T> = { data: T[]; next_cursor: string | null };
