import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Decision } from '#core/decision.ts';
import type { MemberEvent, OrderSnapshot, Refund } from '#core/event.ts';
import type { RefundPolicy } from '#core/program.ts';
import {
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import { type History, histories, live, type Marks } from './history.ts';
import { compactionLaw, floorLaw, replayLaw, reversalLaw, standing, stepLaws } from './laws.ts';

/** How often each law is tried, and where its figures go. */
export type Effort = { runs: number; seed: number; report: (figures: Figures) => void };
export type Figures = {
  runs: number;
  seed: number;
  histories: number;
  shares: Record<string, number>;
};

const EVERY_POLICY: RefundPolicy[] = ['debt', 'debt', 'negative', 'forgive', 'only_pending'];
const WITH_DEBT: RefundPolicy[] = ['debt', 'negative'];
/** What the generator must reach, as part of the histories with a refund in them. */
const LEAST_SHARE = 0.1;

const tally = () => ({
  histories: 0,
  refundAfterSpend: 0,
  refundAfterVersion: 0,
  refundWithDebt: 0,
});

const countMarks = (counts: ReturnType<typeof tally>, marks: Marks): void => {
  counts.histories += 1;
  if (marks.refundAfterSpend) counts.refundAfterSpend += 1;
  if (marks.refundAfterVersion) counts.refundAfterVersion += 1;
  if (marks.refundWithDebt) counts.refundWithDebt += 1;
};

const cart = (n: number, quantity: number) => [
  line('coffee', 333 + n, { quantity }),
  line('cake', 451, { quantity: 2 }),
];

/** Refunds of a cart that never ask for more than it holds. */
const refundSets: fc.Arbitrary<Refund[]> = fc
  .array(fc.record({ line: fc.constantFrom('coffee', 'cake'), amount: fc.option(fc.nat(60)) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) =>
    list.map(({ line: id, amount }, i) => ({
      external_id: `r${i}`,
      lines: amount === null && i < 2 ? [{ id, quantity: 1 }] : [],
      amount_minor: amount ?? (i < 2 ? undefined : 1),
    })),
  );

const shop = () => {
  const s = story(document({ rules: [pointPer(100), ...document().rules.slice(0, 1)] }));
  happen(s, order('before', snapshot([line('tea', 250)])), MORNING, { decision_id: 'before' });
  return s;
};

const deliver = (s: Story, content: OrderSnapshot, id: string): Decision | null =>
  happen(s, order('o', content), MORNING, { decision_id: id });

const outcomeOf = (s: Story) => ({
  ...(standing(s, MORNING) as object),
  posted: s.state.orders.o?.posted,
});

const REVERSIBLE: ((n: number, now: number) => MemberEvent)[] = [
  (n, now) => order(`last${n}`, snapshot(cart(n, 1 + (n % 3)), { occurred_at: now })),
  (n, now) => ({
    type: 'visit',
    visit_id: `last${n}`,
    occurred_at: now,
    location_id: 'last',
    stamps: [{ unit: 'stamps', amount: 1 + (n % 4) }],
  }),
  (n) => ({ type: 'adjustment', unit: 'points', amount: 1 + n, reason: 'test' }),
  (_, now) => ({ type: 'enrollment', occurred_at: now }),
];

const shuffled = <T>(items: readonly T[], keys: readonly number[]): T[] =>
  items
    .map((item, i) => ({ item, key: keys[i % keys.length]! * 31 + i * 17 }))
    .sort((a, b) => (a.key % 101) - (b.key % 101))
    .map(({ item }) => item);

type Check = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void) => void;

const declareHistoryLaws = (check: Check, counts: ReturnType<typeof tally>): void => {
  test('[P7] the ledger keeps its laws after every step of any history', () => {
    check(histories(EVERY_POLICY), (history: History) => {
      countMarks(counts, live(history, stepLaws).marks);
    });
  });

  test('[P7] histories reach refunds after spending, after a new version and with debt', () => {
    for (const share of ['refundAfterSpend', 'refundAfterVersion', 'refundWithDebt'] as const) {
      expect(counts[share] / counts.histories, share).toBeGreaterThanOrEqual(LEAST_SHARE);
    }
  });

  test('[P7] any history replays to the stored decisions and state', () => {
    check(histories(EVERY_POLICY), (history) => replayLaw(live(history).s));
  });

  test('[E12, E16] any sequence of orders and refunds gives the floor of the net', () => {
    check(histories(WITH_DEBT), (history) => floorLaw(live(history).s));
  });

  test('[P7] merging old lots changes nothing that can be spent, now or later', () => {
    check(histories(EVERY_POLICY), (history) => {
      const { s, now } = live(history);
      compactionLaw(s, now);
      stepLaws(s, now);
    });
  });

  test('[E12, P7] refunds, cancellations and undos end alike with and without merged lots', () => {
    check(histories(WITH_DEBT), (history) => {
      const unlimited = { ...history, expiring: false };
      const steps = unlimited.steps.map((step) =>
        step.kind === 'compact' ? { ...step, kind: 'expire' as const } : step,
      );
      const [merged, plain] = [live(unlimited), live({ ...unlimited, steps })];
      expect(standing(merged.s, merged.now)).toEqual(standing(plain.s, plain.now));
    });
  });

  test('[S4] an event reversed at once leaves what can be spent as it was', () => {
    const events = fc.record({ n: fc.nat(20), which: fc.constantFrom(...REVERSIBLE) });
    check(fc.tuple(histories(WITH_DEBT), events), ([history, { n, which }]) => {
      const { s, now } = live(history);
      reversalLaw(s, now, () => happen(s, which(n, now), now, { decision_id: 'last' }));
    });
  });
};

const declareRefundLaws = (check: Check): void => {
  test('[E12] a refund in parts equals the refund at once', () => {
    check(fc.tuple(refundSets, fc.nat(200)), ([refunds, n]) => {
      const content = snapshot(cart(n, 4), { discount_minor: n % 60 });
      const [parts, once] = [shop(), shop()];
      deliver(parts, content, 'first');
      refunds.forEach((_, i) => {
        deliver(parts, { ...content, refunds: refunds.slice(0, i + 1) }, `part${i}`);
      });
      deliver(once, content, 'first');
      deliver(once, { ...content, refunds }, 'all');
      expect(outcomeOf(parts)).toEqual(outcomeOf(once));
    });
  });

  test('[E12] snapshots out of order and twice end like snapshots in order', () => {
    const keys = fc.array(fc.nat(100), { minLength: 3, maxLength: 8 });
    check(fc.tuple(refundSets, keys, fc.nat(200)), ([refunds, order_, n]) => {
      const versions = [0, 1, 2, 3].map((v) => ({
        ...snapshot(cart(n + v * 40, 4), { version: v + 1 }),
        refunds: refunds.slice(0, v + 1),
      }));
      const [straight, mixed] = [shop(), shop()];
      versions.forEach((content, i) => {
        deliver(straight, content, `v${i}`);
      });
      shuffled([...versions, ...versions], order_).forEach((content, i) => {
        deliver(mixed, content, `m${i}`);
      });
      expect(outcomeOf(mixed)).toEqual(outcomeOf(straight));
    });
  });
};

/** Declares one test per law. The small form and the full form differ in their effort alone. */
export const declareLaws = ({ runs, seed, report }: Effort): void => {
  const counts = tally();
  const check: Check = (arbitrary, law) =>
    fc.assert(fc.property(arbitrary, law), { numRuns: runs, seed });
  declareHistoryLaws(check, counts);
  declareRefundLaws(check);
  afterAll(() => {
    const share = (n: number) => Math.round((n / counts.histories) * 1000) / 1000;
    report({
      runs,
      seed,
      histories: counts.histories,
      shares: {
        refund_after_spend: share(counts.refundAfterSpend),
        refund_after_version: share(counts.refundAfterVersion),
        refund_with_debt: share(counts.refundWithDebt),
      },
    });
  });
};
