/** `perSecond` tokens flow in, up to `burst`. */
export type Limit = { name: string; perSecond: number; burst: number };

export type Grant = {
  ok: boolean;
  limit: Limit;
  /** Whole tokens left. */
  left: number;
  /** Seconds until the bucket is full again. */
  fullIn: number;
  /** Seconds until one token is there; 0 when one was. */
  retryIn: number;
};

type Bucket = { tokens: number; at: number };

/** Buckets kept at once; beyond it the ones unused for longest go. */
const MAX_BUCKETS = 50_000;

/**
 * Token buckets in this process, one per key. `now` is in milliseconds.
 * A bucket that is forgotten starts full again, so the bound never locks anybody out.
 */
export const tokenBuckets = (maxBuckets = MAX_BUCKETS) => {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key: string, limit: Limit, now: number): Grant => {
      const name = `${limit.name}:${key}`;
      const known = buckets.get(name) ?? { tokens: limit.burst, at: now };
      const flowed = (Math.max(0, now - known.at) / 1000) * limit.perSecond;
      const tokens = Math.min(limit.burst, known.tokens + flowed);
      const ok = tokens >= 1;
      const after = ok ? tokens - 1 : tokens;
      // Set anew so that the map stays in order of use.
      buckets.delete(name);
      buckets.set(name, { tokens: after, at: now });
      const oldest = buckets.keys().next().value;
      if (buckets.size > maxBuckets && oldest !== undefined) buckets.delete(oldest);
      return {
        ok,
        limit,
        left: Math.floor(after),
        fullIn: Math.ceil((limit.burst - after) / limit.perSecond),
        retryIn: ok ? 0 : Math.max(1, Math.ceil((1 - after) / limit.perSecond)),
      };
    },
  };
};
export type TokenBuckets = ReturnType<typeof tokenBuckets>;
