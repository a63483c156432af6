import { access, readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { programDocumentSchema } from '#contract/program-document.ts';
import type { ProgramDocument } from '#core/program.ts';
import { type SimulatedOrder, type SimulatedReward, simulator } from '#core/simulate.ts';
import { scanOrders } from '#features/import/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import { type Simulated, tellSimulation } from './simulate-texts.ts';

type Options = {
  program: string;
  orders: string;
  rewards?: string;
  redeem: 'yes' | 'no';
  breakage: string;
  json?: true;
};

/** `stamgast simulate`: a program over past orders, without a merchant and without a database. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Try a program on a file of past orders; nothing is written')
    .requiredOption(
      '--program <file>',
      'the program as JSON, as the API shows a draft or a version',
    )
    .requiredOption('--orders <file>', 'the orders (CSV, also gzip), read as an import reads them')
    .option('--rewards <file>', 'rewards as JSON, as GET /v1/rewards lists them; else stamp cards')
    .addOption(
      new Option('--redeem <yes|no>', 'whether members take the dearest reward they can pay')
        .choices(['yes', 'no'])
        .default('yes'),
    )
    .option('--breakage <percent>', 'of outstanding units, how many are never spent', '0')
    .option('--json', 'print one line of JSON')
    .action(async (options: Options) => {
      const done = await simulate(options);
      process.stdout.write(`${options.json ? JSON.stringify(done) : tellSimulation(done)}\n`);
    });
}

async function simulate(options: Options): Promise<Simulated> {
  const document = await readProgram(options.program);
  const rewards = options.rewards ? await readRewards(options.rewards) : cardRewards(document);
  const orders = await readOrders(options.orders, document);
  const run = simulator({
    document,
    rewards,
    redeems: options.redeem === 'yes',
    breakage_per_mille: breakageOf(options.breakage),
  });
  for (const order of orders.known) run.take(order);
  const { currency } = document;
  return { currency, orders_without_customer: orders.guests, ...run.result() };
}

/** Orders of known customers by their time; a file need not be sorted. */
async function readOrders(path: string, { currency, zone }: ProgramDocument) {
  await access(path).catch((error) => {
    throw operatorError(`--orders: ${path} can't be read`, error);
  });
  const known: SimulatedOrder[] = [];
  let guests = 0;
  const now = systemClock.now();
  const scan = await scanOrders({
    ...{ path, currency, zone, now },
    locationId: 'file',
    onOrder: ({ customer, snapshot }) => {
      if (customer === null) guests += 1;
      else known.push({ customer, snapshot });
    },
  });
  if (!scan.ok) {
    throw operatorError(`--orders: ${path} is no table in which a date can be found`);
  }
  known.sort((a, b) => a.snapshot.occurred_at - b.snapshot.occurred_at);
  return { known, guests };
}

const fileSchema = z.union([programDocumentSchema, z.object({ document: programDocumentSchema })]);

async function readProgram(path: string): Promise<ProgramDocument> {
  const read = await readJson('--program', path, fileSchema);
  return 'document' in read ? read.document : read;
}

const rewardsSchema = z.array(
  z.object({
    id: z.string(),
    cost: z.object({ unit: z.string(), amount: z.int().min(1) }),
    cost_of_goods_minor: z.int().min(0).nullish(),
    amount_minor: z.int().min(0).nullish(),
  }),
);
const rewardFileSchema = z.union([rewardsSchema, z.object({ data: rewardsSchema })]);

async function readRewards(path: string): Promise<SimulatedReward[]> {
  const read = await readJson('--rewards', path, rewardFileSchema);
  const rewards = 'data' in read ? read.data : read;
  return rewards.map(({ id, cost, cost_of_goods_minor, amount_minor }) => ({
    ...{ id, cost },
    cost_minor: cost_of_goods_minor ?? amount_minor ?? null,
  }));
}

/** A full card buys its reward, whatever that costs. */
function cardRewards({ stamp_cards }: ProgramDocument): SimulatedReward[] {
  return stamp_cards.map(({ unit, size, reward_id }) => ({
    id: reward_id,
    cost: { unit, amount: size },
    cost_minor: null,
  }));
}

async function readJson<T>(option: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw operatorError(`${option}: ${path} can't be read`, error);
  });
  const parsed = schema.safeParse(jsonOf(option, path, text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw operatorError(`${option}: ${path} is not what it should be\n${faults.join('\n')}`);
}

function jsonOf(option: string, path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw operatorError(`${option}: ${path} is no JSON`, error);
  }
}

function breakageOf(percent: string): number {
  const per_mille = Math.round(Number(percent) * 10);
  if (percent.trim() !== '' && per_mille >= 0 && per_mille <= 1_000) return per_mille;
  throw operatorError('--breakage: give a number of percent from 0 to 100');
}
