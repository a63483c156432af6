const MOST_KEPT = 2_000;

/**
 * A function of texts that keeps what it made, for things dear to make and cheap to use, such as
 * the formatters of `Intl`. Pure as long as `make` is. At most 2,000 are kept, then it starts anew.
 */
export const remembered = <Key extends string[], T>(
  make: (...key: Key) => T,
): ((...key: Key) => T) => {
  const known = new Map<string, T>();
  return (...key) => {
    const name = key.join('\n');
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    if (known.size >= MOST_KEPT) known.clear();
    const made = make(...key);
    known.set(name, made);
    return made;
  };
};
