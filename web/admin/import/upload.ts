import type { ImportView } from '#contract/import.ts';
import { ApiFault, headersFor, problemIn } from '../api.ts';

/** Ten minutes: a hundred megabytes over a slow line. */
const TIMEOUT_MS = 600_000;

/** Sends a file and tells how much of it (0 to 1) has gone; `fetch` doesn't know. */
export const upload = (file: File, onShare: (share: number) => void): Promise<ImportView> =>
  new Promise((resolve, reject) => {
    const body = new FormData();
    body.set('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/imports');
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of Object.entries(headersFor('POST', body))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const { status, statusText, responseText: text } = request;
      if (status < 300) resolve(JSON.parse(text) as ImportView);
      else reject(new ApiFault(problemIn({ status, statusText, text })));
    };
    request.onerror = () => reject(new Error('the server was not reached'));
    request.ontimeout = request.onerror;
    request.send(body);
  });
