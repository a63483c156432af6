import { Command, CommanderError } from 'commander';
import { isOperatorError } from '#platform/config/operator-error.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { benchCommand } from './bench.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { importCommand } from './import-orders.ts';
import { merchantCommand } from './merchant-create.ts';
import { migrateCommand } from './migrate.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';

const COMMANDS = [
  benchCommand,
  startCommand,
  migrateCommand,
  merchantCommand,
  importCommand,
  simulateCommand,
  demoCommand,
  doctorCommand,
];

/** Runs one command of `stamgast`: its exit code. */
export async function run(argv: string[]): Promise<number> {
  const program = new Command('stamgast')
    .description(packageJson.description)
    .version(packageJson.version)
    .showHelpAfterError('(stamgast --help lists the commands)')
    .exitOverride();
  for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const text = isOperatorError(error) ? error.message : describe(error);
  process.stderr.write(`${text}\n`);
  return 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
