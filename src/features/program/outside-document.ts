import type { EarningRule, ProgramDocument, Promotion } from '#core/program.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';

type ChangeId = (prefix: 'rew' | 'loc', id: string) => string;

const withLocations = <Term extends EarningRule | Promotion>(
  term: Term,
  changeId: ChangeId,
): Term =>
  term.when === undefined
    ? term
    : {
        ...term,
        when: term.when.map((condition) =>
          condition.kind === 'locations'
            ? { ...condition, locations: condition.locations.map((id) => changeId('loc', id)) }
            : condition,
        ),
      };

const withIds = (document: ProgramDocument, changeId: ChangeId): ProgramDocument => ({
  ...document,
  stamp_cards: document.stamp_cards.map((card) => ({
    ...card,
    reward_id: changeId('rew', card.reward_id),
  })),
  rules: document.rules.map((rule) => withLocations(rule, changeId)),
  ...(document.promotions && {
    promotions: document.promotions.map((promotion) => withLocations(promotion, changeId)),
  }),
});

/** The stored document with the ids others see. */
export const outsideDocument = (document: ProgramDocument): ProgramDocument =>
  withIds(document, encodeId);

/** A checked document of the API with the ids the database holds. */
export const insideDocument = (document: ProgramDocument): ProgramDocument =>
  withIds(document, (prefix, id) => decodeId(prefix, id) ?? id);
