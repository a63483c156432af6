import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../shared/data');

/** A file of the public data sets that lie beside the project. */
export const dataFile = (name: string): string => resolve(FOLDER, name);

/** Whether tests on these files are left out; where everything must run they fail instead. */
export const dataMissing = (...paths: string[]): boolean =>
  !paths.every((path) => existsSync(path)) && process.env.CI !== 'true';
