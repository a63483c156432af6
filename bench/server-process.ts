/** The real server, for the benchmark to start as a process of its own. */
import { run } from '../src/main/cli.ts';

process.exitCode = await run(['start']);
