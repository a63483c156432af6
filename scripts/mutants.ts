/**
 * Proves that the core's tests can fail: each patch in tests/mutants makes one wrong decision in a
 * copy of the project, and the test it names has to fail there. Run: `npm run mutants [-- --json]`.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

type Mutant = { name: string; patch: string; file: string; test: string };
type Verdict = Mutant & { verdict: 'killed' | 'survived' | 'broken'; why?: string };
type Results = { testResults: { assertionResults: { fullName: string; status: string }[] }[] };

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'tests/mutants');
const COPIED = ['src', 'tests', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const TEST_LIMIT_MS = 120_000;

const readMutant = (name: string): Mutant => {
  const patch = join(FOLDER, name);
  const named = /^Fails: (\S+) > (.+)$/m.exec(readFileSync(patch, 'utf8'));
  if (!named) throw new Error(`${name}: the header needs a line "Fails: FILE > TEST"`);
  return { name: name.replace(/\.patch$/, ''), patch, file: named[1]!, test: named[2]! };
};

const makeCopy = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'stamgast-mutants-'));
  for (const entry of COPIED) cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

const applyPatch = (copy: string, patch: string, back: boolean): boolean => {
  const args = ['apply', '--unidiff-zero', ...(back ? ['--reverse'] : []), patch];
  return spawnSync('git', args, { cwd: copy, stdio: 'ignore' }).status === 0;
};

/** The status of one test by its full name; `absent` when it did not run at all. */
const statusOf = (copy: string, { file, test }: Mutant): string => {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const pattern = test.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const reporter = ['--reporter=json', `--outputFile=${results}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', file, '-t', pattern, ...reporter];
  spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: TEST_LIMIT_MS });
  if (!existsSync(results)) return 'absent';
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as Results;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests.find(({ fullName }) => fullName === test)?.status ?? 'absent';
};

const tryMutant = (copy: string, mutant: Mutant): Verdict => {
  if (statusOf(copy, mutant) !== 'passed') {
    return { ...mutant, verdict: 'broken', why: 'its test does not pass without it' };
  }
  if (!applyPatch(copy, mutant.patch, false)) {
    return { ...mutant, verdict: 'broken', why: 'the patch does not apply' };
  }
  const status = statusOf(copy, mutant);
  if (!applyPatch(copy, mutant.patch, true)) throw new Error(`${mutant.name} cannot be taken back`);
  if (status === 'failed') return { ...mutant, verdict: 'killed' };
  return { ...mutant, verdict: 'survived', why: `its test: ${status}` };
};

const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isJson = process.argv.includes('--json');
const mutants = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.patch'))
  .filter((name) => only.length === 0 || only.some((part) => name.includes(part)))
  .sort()
  .map(readMutant);
const copy = makeCopy();
const verdicts: Verdict[] = [];
try {
  for (const mutant of mutants) {
    const verdict = tryMutant(copy, mutant);
    verdicts.push(verdict);
    if (isJson) continue;
    console.log(
      `${verdict.verdict.padEnd(8)} ${mutant.name}${verdict.why ? `: ${verdict.why}` : ''}`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const killed = verdicts.filter(({ verdict }) => verdict === 'killed').length;
const rows = verdicts.map(({ name, verdict, why }) => ({ name, verdict, why }));
console.log(
  isJson
    ? JSON.stringify({ mutants: verdicts.length, killed, rows })
    : `${killed} of ${verdicts.length} mutants killed`,
);
process.exitCode = verdicts.length > 0 && killed === verdicts.length ? 0 : 1;
