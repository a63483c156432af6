import { importSchema, MOST_UPLOAD_BYTES } from '#contract/import.ts';
import { refuseFields } from '#contract/refusals.ts';
import { created, idempotently, type Route, route } from '#platform/http/index.ts';
import { importFiles, removeFiles, removeUpload } from './import-files.ts';
import { importView } from './import-view.ts';
import { access, type ImportDeps, writerOf } from './route-parts.ts';
import { listUpload, receiveUpload, type Upload } from './upload-import.ts';

const MEGABYTE = 1024 * 1024;

/** One repeat is like another when its file is, too. */
const withFile = <R extends { requestHash: string }>(request: R, { hash }: Upload): R => ({
  ...request,
  requestHash: `${request.requestHash} ${hash}`,
});

export const uploadRoute = (deps: ImportDeps): Route =>
  route({
    method: 'POST',
    path: '/v1/imports',
    summary:
      `Upload a file of orders (CSV, also gzip; at most ${MOST_UPLOAD_BYTES / MEGABYTE} MB) and ` +
      'see how it is read; the five newest uploads nobody went on with are kept for seven days',
    tag: 'import',
    access,
    consumes: 'multipart',
    responses: { 201: importSchema },
    handle: async (request) => {
      const { principal, raw } = request;
      const sent = await raw.request.file({ limits: { fileSize: MOST_UPLOAD_BYTES } });
      if (!sent) return refuseFields([{ path: 'file', fault: 'required' }]);
      const files = importFiles(deps.config);
      const received = await receiveUpload(files, sent);
      if (!received.ok) return received;
      const { upload } = received;
      const writer = writerOf(deps, principal);
      // A repeat, or a failure, leaves the file without an import.
      const unneeded = new Set([upload.id]);
      try {
        const answer = await idempotently(deps, withFile(request, upload), async (trx) => {
          const { row, forgotten } = await listUpload(trx, writer, upload);
          for (const id of forgotten) unneeded.add(id);
          unneeded.delete(row.id);
          return created(importView(row));
        });
        for (const id of unneeded) await removeFiles(files, id);
        return answer;
      } catch (error) {
        await removeUpload(files, upload.id);
        throw error;
      }
    },
  });
