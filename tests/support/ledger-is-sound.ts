import { expect } from 'vitest';
import { runDoctor } from '#features/doctor/index.ts';
import type { Db } from '#platform/db/database.ts';

/** The doctor finds nothing: every sum is right, and deciding all again gives what is stored. */
export const ledgerIsSound = async ({ db }: { db: Db }): Promise<void> => {
  const { checks } = await runDoctor(db);
  const broken = checks.filter(({ ok, warning }) => !ok && !warning);
  expect(broken).toEqual([]);
  expect(checks.some(({ checked }) => checked > 0)).toBe(true);
};
