/**
 * How many decisions a second `decide` makes on one core: purchases of a café member under ten
 * rules, no database, no network. Run: `node bench/decide.ts [--json]`.
 */
import { apply } from '#core/apply.ts';
import { decide } from '#core/decide.ts';
import type { Decision } from '#core/decision.ts';
import type { OrderEvent } from '#core/event.ts';
import type { EarningRule, ProgramVersion } from '#core/program.ts';
import { emptyState, type MemberState } from '#core/state.ts';

const RULES = 10;
const MEMBERS = 200;
const ORDERS_BEFORE = 12;
const WARM_UP = 150_000;
const MEASURED = 400_000;
const MUST = 50_000;
const AIM = 150_000;
const NOON = Date.UTC(2026, 2, 2, 11);
const DAY = 86_400_000;

const itemRule = (category: string): EarningRule => ({
  id: `item-${category}`,
  on: 'purchase',
  match: { categories: [category] },
  give: { kind: 'per_item', unit: 'stamps', units: 1 },
});

const amountRule = (id: string, per_minor: number, categories?: string[]): EarningRule => ({
  id,
  on: 'purchase',
  match: categories && { categories },
  give: { kind: 'per_amount', unit: 'points', units: 1, per_minor, remainder: 'keep' },
});

const rules: EarningRule[] = [
  itemRule('coffee'),
  itemRule('tea'),
  itemRule('breakfast'),
  amountRule('all', 100),
  amountRule('pastry', 200, ['pastry']),
  amountRule('beans', 50, ['beans']),
  amountRule('lunch', 80, ['lunch', 'soup']),
  amountRule('merch', 300, ['merch']),
  { id: 'visit', on: 'visit', give: { kind: 'fixed', unit: 'points', units: 1 } },
  { id: 'welcome', on: 'enrollment', give: { kind: 'fixed', unit: 'stamps', units: 2 } },
];

const live: ProgramVersion = {
  number: 1,
  document: {
    schema: 1,
    currency: 'EUR',
    zone: 'Europe/Bratislava',
    day_starts_at: '04:00',
    units: (['points', 'stamps'] as const).map((kind) => ({
      id: kind,
      kind,
      names: {},
      activation_days: 0,
      expiry: kind === 'points' ? { kind: 'after_months', months: 12 } : { kind: 'none' },
    })),
    stamp_cards: [{ unit: 'stamps', size: 10, reward_id: 'coffee' }],
    rules,
    cool_down_minutes: 120,
    refund_policy: 'debt',
    base: { shipping: false, tips: false, fees: false },
  },
};

const CATEGORIES = ['coffee', 'pastry', 'lunch', 'tea'];

const purchase = (member: number, n: number): OrderEvent => {
  const lines = Array.from({ length: 1 + ((member + n) % 3) }, (_, i) => ({
    id: `${i}`,
    name: 'item',
    category: CATEGORIES[(member + n + i) % CATEGORIES.length],
    quantity: 1 + ((member + i) % 2),
    total_minor: 250 + ((member * 37 + n * 11 + i * 53) % 400),
    earns: true,
  }));
  return {
    type: 'order',
    order_id: `${member}-${n}`,
    new_visit_id: `visit-${member}-${n}`,
    snapshot: {
      version: 1,
      state: 'paid',
      occurred_at: NOON + n * DAY,
      location_id: 'shop',
      total_minor: lines.reduce((sum, line) => sum + line.total_minor, 0),
      discount_minor: 0,
      shipping_minor: 0,
      tip_minor: 0,
      fees_minor: 0,
      tax_minor: 0,
      tax_included: true,
      lines,
      refunds: [],
    },
  };
};

const decideOne = (state: MemberState, event: OrderEvent, n: number): Decision => {
  const facts = { decision_id: event.order_id, denied: [] };
  const outcome = decide({ live }, state, event, facts, NOON + n * DAY);
  if (!outcome.ok || !outcome.decision) throw new Error('the benchmark made no decision');
  return outcome.decision;
};

/** Members with a history; the database would load only what the next order needs. */
const members = Array.from({ length: MEMBERS }, (_, member) => {
  let state = emptyState();
  for (let n = 0; n < ORDERS_BEFORE; n += 1) {
    state = apply(state, decideOne(state, purchase(member, n), n));
  }
  return { state, event: purchase(member, ORDERS_BEFORE) };
});

/** Decisions per second of processor time, so that other work on the machine does not count. */
const run = (decisions: number): { made: number; cpu: number; wall: number } => {
  const start = performance.now();
  const before = process.cpuUsage();
  let made = 0;
  while (made < decisions) {
    for (const { state, event } of members) {
      if (decideOne(state, event, ORDERS_BEFORE).entries.length === 0) throw new Error('no entry');
      made += 1;
    }
  }
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { made, wall, cpu: (user + system) / 1_000_000 };
};

run(WARM_UP);
const { made, cpu, wall } = run(MEASURED);
const perSecond = Math.round(made / cpu);
const report = {
  rules: RULES,
  decisions_per_cpu_second: perSecond,
  decisions_per_second: Math.round(made / wall),
  must: MUST,
  aim: AIM,
};
const isJson = process.argv.includes('--json');
console.log(
  isJson
    ? JSON.stringify({ ...report, ok: perSecond >= MUST })
    : `decide, ${RULES} rules: ${perSecond} per CPU second (must ${MUST}, aim ${AIM}), ` +
        `${report.decisions_per_second} per second beside other work`,
);
process.exitCode = perSecond >= MUST ? 0 : 1;
