/**
 * How many orders a second the simulator runs on one core: purchases of café members with a welcome
 * gift, points, stamps and a promotion, rewards redeemed. Run: `node bench/simulate.ts [--json]`.
 */
import type { OrderSnapshot } from '#core/event.ts';
import type { ProgramDocument } from '#core/program.ts';
import { type Simulator, simulator } from '#core/simulate.ts';

const MEMBERS = 1_000;
const WARM_UP = 20_000;
const MEASURED = 100_000;
const NOON = Date.UTC(2026, 2, 2, 11);
const DAY = 86_400_000;

const unit = (kind: 'points' | 'stamps') => ({
  ...{ id: kind, kind, names: {}, activation_days: 0 },
  expiry: { kind: 'none' } as const,
});

const document: ProgramDocument = {
  ...{ schema: 1, currency: 'EUR', zone: 'Europe/Bratislava', day_starts_at: '04:00' },
  units: [unit('points'), unit('stamps')],
  stamp_cards: [{ unit: 'stamps', size: 10, reward_id: 'coffee' }],
  rules: [
    {
      ...{ id: 'coffee', on: 'purchase', match: { categories: ['coffee'] } },
      give: { kind: 'per_item', unit: 'stamps', units: 1 },
    },
    {
      ...{ id: 'points', on: 'purchase' },
      give: { kind: 'per_amount', unit: 'points', units: 1, per_minor: 100, remainder: 'keep' },
    },
    {
      ...{ id: 'welcome', on: 'enrollment' },
      give: { kind: 'fixed', unit: 'points', units: 10 },
    },
  ],
  promotions: [
    {
      ...{ id: 'tuesday', on: 'purchase', stacks: false },
      when: [{ kind: 'weekdays', days: [2] }],
      give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
    },
  ],
  ...{ cool_down_minutes: 120, refund_policy: 'debt' },
  base: { shipping: false, tips: false, fees: false },
};

const rewards = [
  { id: 'coffee', cost: { unit: 'stamps', amount: 10 }, cost_minor: 80 },
  { id: 'cake', cost: { unit: 'points', amount: 80 }, cost_minor: 150 },
];

const purchase = (n: number): OrderSnapshot => {
  const lines = ['coffee', 'pastry'].slice(0, 1 + (n % 2)).map((category, i) => ({
    ...{ id: `${i}`, name: category, category, quantity: 1, earns: true },
    total_minor: 280 + ((n * 37 + i * 53) % 300),
  }));
  return {
    ...{ version: 1, state: 'paid', location_id: 'shop', lines, refunds: [] },
    occurred_at: NOON + Math.floor(n / MEMBERS) * DAY,
    total_minor: lines.reduce((sum, line) => sum + line.total_minor, 0),
    ...{ discount_minor: 0, shipping_minor: 0, tip_minor: 0, fees_minor: 0 },
    ...{ tax_minor: 0, tax_included: true },
  };
};

/** Seconds of processor time, so that other work on the machine does not count. */
const run = (orders: number): { cpu: number; simulation: ReturnType<Simulator['result']> } => {
  const before = process.cpuUsage();
  const made = simulator({ document, rewards, redeems: true, breakage_per_mille: 100 });
  for (let n = 0; n < orders; n += 1) {
    made.take({ customer: String(n % MEMBERS), snapshot: purchase(n) });
  }
  const simulation = made.result();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000_000, simulation };
};

run(WARM_UP);
const { cpu, simulation } = run(MEASURED);
if (simulation.orders !== MEASURED) throw new Error(`${simulation.orders} orders were simulated`);
const orders_per_cpu_second = Math.round(MEASURED / cpu);
console.log(
  process.argv.includes('--json')
    ? JSON.stringify({ orders: MEASURED, members: MEMBERS, orders_per_cpu_second })
    : `simulate: ${orders_per_cpu_second} orders per CPU second (${MEASURED} of ${MEMBERS} members)`,
);
