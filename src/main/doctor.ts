import { Command } from 'commander';
import { type Check, type Report, runDoctor } from '#features/doctor/index.ts';
import { loadConfig } from '#platform/config/config.ts';
import { withDatabase } from './with-database.ts';

/** `stamgast doctor`: proves the ledger and looks at the server; a fault ends it with code 1. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Prove that every balance is right and that the server is set up well')
    .option('--json', 'print one line of JSON: {"ok", "checks": […]}')
    .action(async (options: { json?: true }) => {
      const report = await examine();
      process.stdout.write(`${options.json ? JSON.stringify(report) : tell(report)}\n`);
      if (!report.ok) process.exitCode = 1;
    });
}

const examine = (): Promise<Report> =>
  withDatabase(loadConfig(), { connections: 1, ownerConnections: 2 }, runDoctor);

const tell = ({ ok, checks }: Report): string =>
  [...checks.flatMap(lines), ok ? 'All is well.' : 'Something is wrong: see above.'].join('\n');

const lines = (check: Check): string[] => [
  `${mark(check)}  ${check.name} (${check.checked} checked)`,
  ...check.failures.map((failure) => `      ${failure}`),
];

const mark = ({ ok, warning }: Check): string => {
  if (ok) return 'ok  ';
  return warning ? 'note' : 'FAIL';
};
