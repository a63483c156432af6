import { access, open, readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { csvLine } from '#contract/csv.ts';
import { type ImportMapping, importMappingSchema, type RejectedRow } from '#contract/import.ts';
import {
  findOnlyMerchant,
  type ImportRequest,
  importOrders,
  type Progress,
} from '#features/import/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { loadConfig } from '#platform/config/config.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import type { Db } from '#platform/db/database.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { type Imported, tellImport } from './import-texts.ts';
import { withDatabase } from './with-database.ts';

type Options = {
  merchant?: string;
  mapping?: string;
  dryRun?: true;
  award: ImportRequest['award'];
  rejected?: string;
  json?: true;
};

/** Lists of the answer hold so many rejected rows; `--rejected` writes all of them. */
const MOST_LISTED = 100;

/** `stamgast import orders`: reads a file of past orders into a merchant. */
export function importCommand(): Command {
  const orders = new Command('orders')
    .description('Read a file of past orders (CSV, also gzip); known orders stay as they are')
    .argument('<file>', 'the file')
    .option('--merchant <id>', 'mer_…; may be left out when there is only one')
    .option('--mapping <file>', 'how the file is read, as a dry run with --json prints it')
    .option('--dry-run', 'count and judge everything, write nothing')
    .addOption(
      new Option('--award <how>', 'none: history only; live-rules: as the live program awards')
        .choices(['none', 'live-rules'])
        .default('none'),
    )
    .option('--rejected <file>', 'write every rejected row with its reason to this CSV file')
    .option('--json', 'print one line of JSON: {"import_id", "mapping", "counts", "rejected"}')
    .action(async (file: string, options: Options) => {
      const done = await bring(file, options);
      process.stdout.write(`${options.json ? JSON.stringify(done) : tellImport(done)}\n`);
    });
  return new Command('import').description('Bring in data from other systems').addCommand(orders);
}

async function bring(path: string, options: Options): Promise<Imported> {
  await access(path).catch((error) => {
    throw operatorError(`${path}: there is no such file, or it may not be read`, error);
  });
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping);
  const named = options.merchant === undefined ? null : merchantNamed(options.merchant);
  const rejects = await rejectedRows(options.rejected);
  const pools = { connections: 5, ownerConnections: 2 };
  const report = await withDatabase(loadConfig(), pools, async (db) => {
    const merchantId = named ?? (await onlyMerchant(db));
    const ctx = { db, merchantId, clock: systemClock, actor: 'system' };
    const { award, dryRun = false } = options;
    const { note: onReject } = rejects;
    return importOrders(ctx, { path, mapping, dryRun, award, onReject, onProgress: progress() });
  });
  await rejects.close();
  if (report.ok) {
    const { import_id, mapping: used, counts } = report;
    return { import_id, mapping: used, counts, rejected: rejects.listed };
  }
  const { code, details } = report.refusal;
  throw operatorError(
    code === 'not_found' ? NO_MERCHANT : (UNREADABLE[details.reason ?? ''] ?? code),
  );
}

const NO_MERCHANT = '--merchant: there is no such merchant';
const UNREADABLE: Record<string, string> = {
  no_columns:
    'The file is no table in which a date can be found: save it as CSV with a header row, or say ' +
    'with --mapping how it is read',
  column: 'The mapping names a column that the file does not have',
  encoding: 'The mapping names an encoding that does not exist; give e.g. "utf-8"',
};

async function readMapping(path: string): Promise<ImportMapping> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw operatorError(`--mapping: ${path} can't be read`, error);
  });
  const parsed = importMappingSchema.safeParse(jsonOf(text, path));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw operatorError(`--mapping: ${path} is no mapping\n${faults.join('\n')}`);
}

function jsonOf(text: string, path: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    // What a dry run printed may be given back as it is.
    const printed = typeof json === 'object' && json !== null && 'mapping' in json;
    return printed ? json.mapping : json;
  } catch (error) {
    throw operatorError(`--mapping: ${path} is no JSON`, error);
  }
}

function merchantNamed(given: string): string {
  const merchantId = decodeId('mer', given);
  if (merchantId !== null) return merchantId;
  throw operatorError('--merchant: give the id of a merchant, e.g. mer_01j…');
}

async function onlyMerchant(db: Db): Promise<string> {
  const merchantId = await findOnlyMerchant(db);
  if (merchantId !== null) return merchantId;
  throw operatorError('--merchant: say which merchant the orders belong to (mer_…)');
}

async function rejectedRows(path: string | undefined) {
  const listed: Imported['rejected'] = [];
  const file = path === undefined ? null : await createFile(path);
  file?.write(csvLine(['row', 'reason']));
  const note = ({ row, reason, cells }: RejectedRow) => {
    if (listed.length < MOST_LISTED) listed.push({ row, reason });
    file?.write(csvLine([String(row), reason, ...cells]));
  };
  const close = async () => {
    if (!file) return;
    file.end();
    await finished(file);
  };
  return { listed, note, close };
}

async function createFile(path: string) {
  const file = await open(path, 'w').catch((error) => {
    throw operatorError(`--rejected: ${path} can't be written`, error);
  });
  return file.createWriteStream();
}

/** On a terminal only: a log needs no moving line. */
function progress(): ((now: Progress) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return ({ lines, read, bytes }) => {
    const share = bytes === 0 ? 100 : Math.floor((read / bytes) * 100);
    process.stderr.write(`\r${lines} lines, ${share} %${share === 100 ? '\n' : ''}`);
  };
}
