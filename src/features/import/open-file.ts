import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { surveyEncoding } from './encoding.ts';

/** So much of a file is looked at to find out how it is read. */
export const SAMPLE_BYTES = 256 * 1024;

/** What one pass over the whole file tells; `sample` is its beginning. */
export type FileSurvey = { encoding: string; bytes: number; sample: Buffer };

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
};

/** The bytes of a file, unpacked when it is gzip, whatever its name says. */
export const openFile = async (path: string): Promise<Readable> => {
  const packed = await isGzip(path);
  const file = createReadStream(path);
  if (!packed) return file;
  // Whichever of the two ends early takes the other with it; who reads hears of a failure.
  return pipeline(file, createGunzip(), () => undefined);
};

/** The beginning of a file. */
export const readSample = async (path: string): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of await openFile(path)) {
    pieces.push(piece.subarray(0, SAMPLE_BYTES - bytes));
    bytes += piece.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(pieces);
};

/**
 * Reads the file once: no sign of an encoding may hide behind the first thousand lines. Beyond
 * `most` bytes it stops: what a small packed file holds may have no end.
 */
export const surveyFile = async (
  path: string,
  most = Number.POSITIVE_INFINITY,
): Promise<FileSurvey> => {
  const survey = surveyEncoding();
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of await openFile(path)) {
    survey.see(piece);
    if (bytes < SAMPLE_BYTES) pieces.push(piece.subarray(0, SAMPLE_BYTES - bytes));
    bytes += piece.length;
    if (bytes > most) break;
  }
  return { encoding: survey.guess(), bytes, sample: Buffer.concat(pieces) };
};
