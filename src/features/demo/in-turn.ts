/**
 * Runs `work` for each item, a few at a time and about in their order; items of one key strictly
 * one after the other. The first failure ends it.
 */
export const inTurn = async <T>(
  items: readonly T[],
  atATime: number,
  keyOf: (item: T) => number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const last = new Map<number, Promise<void>>();
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) {
      const mine = after(last.get(keyOf(item)), work, item);
      last.set(keyOf(item), mine);
      try {
        await mine;
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
};

const after = async <T>(
  before: Promise<void> | undefined,
  work: (item: T) => Promise<void>,
  item: T,
): Promise<void> => {
  await before;
  await work(item);
};
