import type { APIRequestContext } from 'playwright-core';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type OwnerApi = <T>(method: Method, path: string, body?: object) => Promise<T>;

/** Opens an owner's link in a browser, which is signed in from then on, and asks as that owner. */
export const ownerApi = async (
  browser: APIRequestContext,
  origin: string,
  { link, email }: { link: string; email: string },
): Promise<OwnerApi> => {
  const api: OwnerApi = async (method, path, body) => {
    const answer = await browser.fetch(origin + path, {
      method,
      headers: {
        'x-stamgast': '1',
        origin,
        'sec-fetch-site': 'same-origin',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body ? { data: body } : {}),
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? null : JSON.parse(text);
  };
  const code = new URL(link).searchParams.get('code');
  await api('POST', '/v1/owner-links/claims', { code, name: 'Zuzana Benková', email });
  return api;
};
