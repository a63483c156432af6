import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Refused } from '#contract/refusals.ts';
import { MOST_ORDERS, type SimulationInput, type SimulationLine } from '#contract/simulation.ts';
import type { SimulatedOrder } from '#core/simulate.ts';
import { type ImportOrder, scanOrders } from '#features/import/index.ts';
import { type BothPrograms, bothPrograms, type SimulationScene } from './both-programs.ts';

const PAGE = 500;

type Read = { ok: true; known: SimulatedOrder[]; guests: number; isCutOff: boolean } | Refused;

/** The orders of an uploaded file, the newest of them if there are too many, oldest first. */
const readFile = async (
  { now }: SimulationScene,
  { currency, zone }: BothPrograms,
  content: Buffer,
): Promise<Read> => {
  const folder = await mkdtemp(join(tmpdir(), 'stamgast-simulation-'));
  try {
    const path = join(folder, 'orders');
    await writeFile(path, content, { mode: 0o600 });
    const known: SimulatedOrder[] = [];
    let guests = 0;
    const onOrder = ({ customer, snapshot }: ImportOrder) => {
      if (customer === null) guests += 1;
      else known.push({ customer, snapshot });
    };
    const scan = await scanOrders({ path, currency, zone, locationId: 'file', now, onOrder });
    if (!scan.ok) return scan;
    known.sort((a, b) => a.snapshot.occurred_at - b.snapshot.occurred_at);
    const isCutOff = known.length > MOST_ORDERS;
    return { ok: true, known: known.slice(-MOST_ORDERS), guests, isCutOff };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function* linesOf(
  both: BothPrograms,
  { known, guests, isCutOff }: Extract<Read, { ok: true }>,
): AsyncGenerator<SimulationLine> {
  for (let at = 0; at < known.length; at += PAGE) {
    for (const order of known.slice(at, at + PAGE)) both.take(order);
    yield { done: Math.min(at + PAGE, known.length), of: known.length };
  }
  yield { ...both.result(), orders_without_customer: guests, cut_off: isCutOff };
}

/** Runs a draft beside the live program over a file of orders; nothing of it is kept. */
export const simulateFile = async (
  scene: SimulationScene,
  { program, ...behavior }: Omit<SimulationInput, 'days'>,
  content: Buffer,
): Promise<{ ok: true; lines: AsyncGenerator<SimulationLine> } | Refused> => {
  const made = await bothPrograms(scene, program, behavior);
  if (!made.ok) return made;
  const read = await readFile(scene, made.both, content);
  return read.ok ? { ok: true, lines: linesOf(made.both, read) } : read;
};
