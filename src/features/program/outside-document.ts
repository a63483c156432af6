import type { ProgramDocument } from '#core/program.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';

const withRewards = (
  document: ProgramDocument,
  change: (id: string) => string,
): ProgramDocument => ({
  ...document,
  stamp_cards: document.stamp_cards.map((card) => ({
    ...card,
    reward_id: change(card.reward_id),
  })),
});

/** The stored document with the ids others see. */
export const outsideDocument = (document: ProgramDocument): ProgramDocument =>
  withRewards(document, (id) => encodeId('rew', id));

/** A checked document of the API with the ids the database holds. */
export const insideDocument = (document: ProgramDocument): ProgramDocument =>
  withRewards(document, (id) => decodeId('rew', id) ?? id);
