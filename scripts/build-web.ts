import { build } from 'vite';
import { clientBuild, SURFACES, serverBuild, workerBuild } from '../vite.config.ts';

/** Builds what browsers load and what renders pages on the server; all or the surfaces named. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SURFACES.some((surface) => surface === name));
if (unknown.length > 0) {
  console.error(`No surface ${unknown.join(', ')}: name some of ${SURFACES.join(', ')}, or none.`);
  process.exit(2);
}

for (const surface of SURFACES) {
  if (wanted.length > 0 && !wanted.includes(surface)) continue;
  // The worker lists what the client build wrote, so the order matters.
  for (const config of [clientBuild, workerBuild, serverBuild]) {
    const step = config(surface);
    if (step) await build(step);
  }
}
