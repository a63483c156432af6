import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { MOST_UNPACKED_BYTES } from '#contract/import.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import type { ImportWriter } from './change-import.ts';
import { type ImportFiles, removeUpload, saveUpload } from './import-files.ts';
import { deleteImport, findForgotten, type ImportRow, insertImport } from './import-row-queries.ts';
import { faultOf } from './note-import.ts';
import { type FileSurvey, surveyFile } from './open-file.ts';
import { recognize } from './recognize.ts';

/** Uploads that wait for a person to go on; the oldest beyond them is forgotten. */
const MOST_WAITING = 5;
const LONGEST_NAME = 200;

export type Upload = {
  id: string;
  hash: string;
  file_name: string;
  mapping: ImportRow['mapping'];
  bytes: number;
};

type Sent = { file: Readable & { truncated: boolean }; filename: string };

const nameOf = (sent: string): string =>
  basename(sent.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, LONGEST_NAME) || 'orders.csv';

const survey = async (path: string): Promise<FileSurvey | Refused> => {
  try {
    const known = await surveyFile(path, MOST_UNPACKED_BYTES);
    return known.bytes > MOST_UNPACKED_BYTES ? refuse('payload_too_large') : known;
  } catch (error) {
    if (faultOf(error) === 'unreadable') return refuse('import_unreadable');
    throw error;
  }
};

/** Takes a file to the disk and looks at it; nothing is left of one that is no table. */
export const receiveUpload = async (
  files: ImportFiles,
  sent: Sent,
): Promise<{ ok: true; upload: Upload } | Refused> => {
  const id = newId();
  const hash = await saveUpload(files, id, sent.file);
  const known = sent.file.truncated
    ? refuse('payload_too_large')
    : await survey(files.upload(id)).catch(async (error) => {
        await removeUpload(files, id);
        throw error;
      });
  const mapping = 'ok' in known ? null : recognize(known);
  if ('ok' in known || !mapping) {
    await removeUpload(files, id);
    return 'ok' in known ? known : refuse('import_unreadable', { reason: 'no_columns' });
  }
  const upload = { id, hash, file_name: nameOf(sent.filename), mapping, bytes: known.bytes };
  return { ok: true, upload };
};

/** Puts an upload into the list of imports; `forgotten` are those whose files may go now. */
export const listUpload = async (
  trx: MerchantTransaction,
  { merchantId, actor, clock }: ImportWriter,
  { hash: _, ...upload }: Upload,
): Promise<{ row: ImportRow; forgotten: string[] }> => {
  const at = new Date(clock.now());
  const row = await insertImport(
    merchantId,
    {
      ...upload,
      state: 'uploaded',
      award: 'none',
      program_version: null,
      uploaded_at: at,
      started_at: at,
      started_by: actor,
    },
    trx,
  );
  const forgotten = await findForgotten(merchantId, MOST_WAITING, trx);
  for (const id of forgotten) await deleteImport(merchantId, id, trx);
  return { row, forgotten };
};
