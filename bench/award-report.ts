import type { LoadResult } from './http-load.ts';

/** What one way of asking measured over all rounds. */
export type Measured = {
  name: string;
  connections: number;
  /** Awards a second, one number a round. */
  rates: number[];
  /** Of the server's process, one number a round; empty where none can tell. */
  cpuMsPerAward: number[];
  /** Of the database's processes. */
  databaseMsPerAward: number[];
  latencies: number[];
};

/** Processor time in ms; null where none can tell. */
export type Cpu = { server: number | null; database: number | null };

export type Setting = {
  commit: string;
  date: string;
  seconds: number;
  postgres: string;
  fsync: string;
  synchronous_commit: string;
  cores: number;
  pgbench: string | null;
  rules: number;
  /** Members of the large database, where there is one. */
  members: number | null;
};

export type Proof = { accepted: number; orders_stored: number; replayed: number; doctor: boolean };

export const measured = (name: string, connections: number): Measured => ({
  ...{ name, connections, rates: [], cpuMsPerAward: [], databaseMsPerAward: [], latencies: [] },
});

/** Adds one round of requests; anything but 201 means that another thing was measured. */
export const addRound = (to: Measured, result: LoadResult, cpu: Cpu): void => {
  const { statuses, seconds, latencies } = result;
  const { length } = latencies;
  if (statuses['201'] !== length) throw new Error(`not all accepted: ${JSON.stringify(statuses)}`);
  to.rates.push(length / seconds);
  to.latencies.push(...latencies);
  if (cpu.server !== null) to.cpuMsPerAward.push(cpu.server / length);
  if (cpu.database !== null) to.databaseMsPerAward.push(cpu.database / length);
};

export const median = (values: number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
};

const percentile = (values: number[], share: number): number | null =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? null;

const rounded = (value: number | null, digits = 2): number | null =>
  value === null ? null : Number(value.toFixed(digits));

const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : rounded(a / b);

/** Http and pgbench of the same round side by side, so that a busy minute counts for both. */
const pairedRatio = (http: Measured, bare: Measured): number | null =>
  rounded(median(http.rates.flatMap((rate, i) => (bare.rates[i] ? [rate / bare.rates[i]] : []))));

export type Runs = Record<'one' | 'many' | 'bareOne' | 'bareMany' | 'rules' | 'lots', Measured> & {
  /** Only where a large database was asked for. */
  crowd?: Measured;
};

/** The large database against the small one, in the server's and in the database's time. */
const crowdBudgets = ({ many, crowd }: Runs, members: number | null) => {
  if (!crowd) return [];
  const between = (of: (run: Measured) => number[]) => ratio(median(of(crowd)), median(of(many)));
  const what = (whose: string) => `${whose} CPU with ${members} members ÷ plain`;
  const server = between((run) => run.cpuMsPerAward);
  const database = between((run) => run.databaseMsPerAward);
  return [
    budget(what('server'), server, '≤', 1.3, 1.1),
    budget(what('database'), database, '≤', 1.3, 1.1),
  ];
};

/** The figures with the budgets they answer to. */
export const summarize = (setting: Setting, runs: Runs, proof: Proof) => {
  const { one, many, bareOne, bareMany, rules, lots } = runs;
  const cpu = median(many.cpuMsPerAward);
  const budgets = [
    budget('HTTP ÷ pgbench, 16 connections', pairedRatio(many, bareMany), '≥', 0.35, 0.6),
    budget('server CPU per award, ms', rounded(cpu), '≤', 1.5, 0.8),
    budget('p95 at 16 connections, ms', rounded(percentile(many.latencies, 0.95), 1), '≤', 80, 30),
    budget('CPU with 30 rules ÷ plain', ratio(median(rules.cpuMsPerAward), cpu), '≤', 1.3, 1.1),
    budget('CPU with 365 lots ÷ plain', ratio(median(lots.cpuMsPerAward), cpu), '≤', 1.3, 1.1),
    ...crowdBudgets(runs, setting.members),
  ];
  const runs_measured = Object.values(runs).map(
    ({ name, connections, rates, cpuMsPerAward, databaseMsPerAward, latencies }) => ({
      ...{ name, connections, rounds: rates.length },
      per_second: rounded(median(rates), 1),
      cpu_ms: rounded(median(cpuMsPerAward)),
      database_ms: rounded(median(databaseMsPerAward)),
      p50_ms: rounded(percentile(latencies, 0.5), 1),
      p95_ms: rounded(percentile(latencies, 0.95), 1),
    }),
  );
  const ratio_one = pairedRatio(one, bareOne);
  const sound = proof.orders_stored === proof.accepted && proof.doctor;
  const ok = sound && budgets.every(({ met }) => met !== false);
  return { report: 'bench', ok, ...setting, ...proof, ratio_one, budgets, runs_measured };
};

export type Summary = ReturnType<typeof summarize>;

const budget = (what: string, value: number | null, sign: '≥' | '≤', must: number, aim: number) => {
  const holds = (limit: number) =>
    value !== null && (sign === '≥' ? value >= limit : value <= limit);
  return {
    what,
    value,
    sign,
    must,
    aim,
    met: value === null ? null : holds(must),
    aimed: holds(aim),
  };
};

const shown = (value: number | null): string => (value === null ? '–' : String(value));

export const toMarkdown = (summary: Summary): string => {
  const { commit, date, seconds, postgres, fsync, synchronous_commit, cores, rules } = summary;
  return [
    '# Awards over HTTP against the database alone',
    '',
    'Written by `npm run bench`. pgbench replays the two statements of an award with parameters',
    'recorded from the use case itself, in turns with the same awards over HTTP. The client and',
    'pgbench share the machine with the server.',
    '',
    `- commit ${commit}, ${date}, ${seconds} s, ${cores} cores`,
    `- PostgreSQL ${postgres}, fsync ${fsync}, synchronous_commit ${synchronous_commit}`,
    `- ${summary.pgbench ?? 'pgbench is not installed: no ratio was measured'}; ${rules} rules`,
    `- accepted ${summary.accepted}, orders in the database ${summary.orders_stored}, replayed by pgbench ` +
      `${summary.replayed}, doctor ${summary.doctor ? 'clean' : 'NOT clean'}`,
    `- HTTP ÷ pgbench at 1 connection: ${shown(summary.ratio_one)}`,
    '',
    '| budget | measured | must | aim | met |',
    '| --- | --- | --- | --- | --- |',
    ...summary.budgets.map(
      ({ what, value, sign, must, aim, met }) =>
        `| ${what} | ${shown(value)} | ${sign} ${must} | ${sign} ${aim} | ` +
        `${met === null ? 'not measured' : met ? 'yes' : 'NO'} |`,
    ),
    '',
    '| run | connections | rounds | awards/s | server CPU ms | database CPU ms | p50 ms | p95 ms |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...summary.runs_measured.map(
      (row) =>
        `| ${row.name} | ${row.connections} | ${row.rounds} | ${shown(row.per_second)} | ` +
        `${shown(row.cpu_ms)} | ${shown(row.database_ms)} | ` +
        `${shown(row.p50_ms)} | ${shown(row.p95_ms)} |`,
    ),
    '',
    `Result: ${summary.ok ? 'passed' : 'FAILED'}`,
    '',
  ].join('\n');
};
