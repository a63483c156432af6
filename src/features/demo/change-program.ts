import type { EarningRule, ProgramDocument } from '#core/program.ts';
import { createDraft, findLive, publishProgram } from '#features/program/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { Cafe, DemoDeps } from './found-demo.ts';

const NOTE = 'Tea counts too, and newcomers begin with 15 points';

/** Half a year in, the owner publishes version 2. */
export const changeProgram = (
  { db }: Pick<DemoDeps, 'db'>,
  { merchantId, ownerId }: Cafe,
  now: number,
): Promise<void> =>
  inMerchant(db, merchantId, async (trx) => {
    const write = { merchantId, actor: `staff:${ownerId}`, now };
    const live = await findLive(merchantId, trx);
    if (!live) throw new Error('the demo has no program');
    const draft = await createDraft(trx, write, changed(live.document));
    if ('refusal' in draft) throw new Error(`the demo was refused: ${draft.refusal.code}`);
    const version = await publishProgram(trx, write, draft.id, NOTE);
    if ('refusal' in version) throw new Error(`the demo was refused: ${version.refusal.code}`);
  });

const changed = (document: ProgramDocument): ProgramDocument => ({
  ...document,
  rules: document.rules.map((rule): EarningRule => {
    if (rule.id === 'stamps') return { ...rule, match: { categories: ['coffee', 'tea'] } };
    if (rule.id !== 'welcome-points' || rule.give.kind !== 'fixed') return rule;
    return { ...rule, give: { ...rule.give, units: 15 } };
  }),
});
