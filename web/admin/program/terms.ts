import { plainText, type Sentence } from '#contract/marked-text.ts';
import type { sentenceWriter } from '#contract/rule-sentence.ts';
import type { ProgramDocument } from '#core/program.ts';
import type { Place } from './edit.ts';

export type Writer = ReturnType<typeof sentenceWriter>;

/** One sentence of the program; `before` is what the live version says in its place. */
export type Term = {
  key: string;
  place: Place;
  /** The unit it is about, `promotions` or `general`. */
  section: string;
  sentence: Sentence;
  before: Sentence | null;
  state: 'same' | 'changed' | 'new' | 'removed';
};

type Plain = Pick<Term, 'key' | 'place' | 'section' | 'sentence'>;

/** Every term of a document in reading order: unit by unit, then what holds in general. */
const plainTerms = (document: ProgramDocument, writer: Writer): Plain[] =>
  [
    ...document.rules.map((rule) => ({
      place: { kind: 'rule', id: rule.id } as const,
      section: rule.give.unit,
      sentence: writer.rule(rule),
    })),
    ...(document.promotions ?? []).map((promotion) => ({
      place: { kind: 'promotion', id: promotion.id } as const,
      section: 'promotions',
      sentence: writer.promotion(promotion),
    })),
    ...(document.caps ?? []).map((cap, index) => ({
      place: { kind: 'cap', id: String(index) } as const,
      section: 'general',
      sentence: writer.cap(cap),
    })),
    ...document.stamp_cards.map((card) => ({
      place: { kind: 'card', id: card.unit } as const,
      section: card.unit,
      sentence: writer.stampCard(card),
    })),
    ...document.units.map((unit) => ({
      place: { kind: 'expiry', id: unit.id } as const,
      section: unit.id,
      sentence: writer.expiry(unit),
    })),
    {
      place: { kind: 'cool_down', id: '' } as const,
      section: 'general',
      sentence: writer.coolDown(),
    },
    { place: { kind: 'refund', id: '' } as const, section: 'general', sentence: writer.refund() },
  ].map((term) => ({ ...term, key: `${term.place.kind}:${term.place.id}` }));

export type Written = { document: ProgramDocument; writer: Writer };

/** The draft's sentences beside the live ones, removed ones at their section's end. */
export const termsOf = (draft: Written, live: Written): Term[] => {
  const before = new Map(
    plainTerms(live.document, live.writer).map((term) => [term.key, term] as const),
  );
  const terms = plainTerms(draft.document, draft.writer).map((term): Term => {
    const known = before.get(term.key);
    before.delete(term.key);
    if (!known) return { ...term, before: null, state: 'new' };
    const isSame = plainText(known.sentence) === plainText(term.sentence);
    return { ...term, before: known.sentence, state: isSame ? 'same' : 'changed' };
  });
  const removed = [...before.values()].map(
    (term): Term => ({ ...term, before: term.sentence, state: 'removed' }),
  );
  return [...terms, ...removed];
};

/** What a part said before, where it says something else now. */
export const oldPart = (
  { before, state }: Pick<Term, 'before' | 'state'>,
  part: string,
  text: string,
) => {
  if (state !== 'changed') return null;
  const old = before?.find((segment) => segment.part === part)?.text ?? null;
  return old === text ? null : old;
};
