import { explainMissed } from '#contract/messages/missed/explain-missed.ts';
import type { MissedView } from '#contract/preview.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import type { WhyNot } from '#core/why-not.ts';
import type { Reason } from '#core/why-nothing.ts';
import { shopFacts } from '#features/decision/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findLocationNames } from './preview-queries.ts';

/** A reason with the ids others see. */
const outsideReason = (reason: Reason): MissedView['reason'] => {
  if (reason.code !== 'condition' || reason.condition.kind !== 'locations') return reason;
  const locations = reason.condition.locations.map((id) => encodeId('loc', id));
  return { ...reason, condition: { ...reason.condition, locations } };
};

const asksPlaces = (missed: readonly WhyNot[]): boolean =>
  missed.some(({ reason }) => reason.code === 'condition' && reason.condition.kind === 'locations');

/** What gave nothing, with its sentence for the reader. */
export const missedViews = async (
  ctx: LedgerContext,
  reader: Locale,
  document: ProgramDocument,
  missed: readonly WhyNot[],
): Promise<MissedView[]> => {
  const { locale: merchantLocale } = await shopFacts(ctx);
  const { merchantId } = ctx;
  const names = asksPlaces(missed)
    ? await inMerchant(ctx.db, merchantId, (trx) => findLocationNames(merchantId, trx))
    : new Map<string, string>();
  const locationName = (id: string) => names.get(id) ?? id;
  const texts = explainMissed(missed, { document, reader, merchantLocale, locationName });
  return missed.map(({ rule, reason }, i) => {
    const said = texts[i];
    if (!said) throw new Error(`rule ${rule} has no sentence`);
    const { name, reason: text, sentence } = said;
    return { rule, name, reason: outsideReason(reason), text, sentence };
  });
};
