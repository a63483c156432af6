type Labels = { method: string; route: string; status: number };

/** Upper bounds of the duration's buckets in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Counts answers by route and how long they took; `text` is what Prometheus reads. */
export const createMetrics = () => {
  const answers = new Map<string, number>();
  const buckets = BOUNDS.map(() => 0);
  let count = 0;
  let sum = 0;
  const observe = ({ method, route, status }: Labels, seconds: number): void => {
    const labels = `method="${method}",route="${route}",status="${status}"`;
    answers.set(labels, (answers.get(labels) ?? 0) + 1);
    count += 1;
    sum += seconds;
    BOUNDS.forEach((bound, index) => {
      if (seconds <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
    });
  };
  const text = (): string =>
    [
      '# HELP stamgast_http_answers_total Answers by route and status.',
      '# TYPE stamgast_http_answers_total counter',
      ...[...answers].map(([labels, n]) => `stamgast_http_answers_total{${labels}} ${n}`),
      '# HELP stamgast_http_duration_seconds Time from request to answer.',
      '# TYPE stamgast_http_duration_seconds histogram',
      ...BOUNDS.map(
        (bound, index) => `stamgast_http_duration_seconds_bucket{le="${bound}"} ${buckets[index]}`,
      ),
      `stamgast_http_duration_seconds_bucket{le="+Inf"} ${count}`,
      `stamgast_http_duration_seconds_sum ${sum}`,
      `stamgast_http_duration_seconds_count ${count}`,
      '# HELP stamgast_memory_bytes Resident memory of this process.',
      '# TYPE stamgast_memory_bytes gauge',
      `stamgast_memory_bytes ${process.memoryUsage.rss()}`,
      '',
    ].join('\n');
  return { observe, text };
};
export type Metrics = ReturnType<typeof createMetrics>;
