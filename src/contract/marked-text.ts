import type { Locale } from '#core/program.ts';

/** A piece of a sentence: plain text, or a part that can be changed, known by its name. */
export type Segment = { text: string; part: string | null };

/** A term of the program as one sentence, e.g. "For [each coffee] you get [1 stamp]." */
export type Sentence = Segment[];

// Private-use signs around a part let any language place it where its grammar wants it.
const [OPEN, NAMED, CLOSE] = ['\uE000', '\uE001', '\uE002'];
const MARKED = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;

/** A part of a text that can be changed. Parts don't nest. */
export const mark = (part: string, text: string): string => `${OPEN}${part}${NAMED}${text}${CLOSE}`;

const capital = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** A marked text taken apart; it begins with a capital, whatever part comes first. */
export const sentenceOf = (marked: string, locale: Locale): Sentence => {
  const sentence: Sentence = [];
  let from = 0;
  for (const match of marked.matchAll(MARKED)) {
    if (match.index > from) sentence.push({ text: marked.slice(from, match.index), part: null });
    sentence.push({ text: match[2] ?? '', part: match[1] ?? null });
    from = match.index + match[0].length;
  }
  if (from < marked.length) sentence.push({ text: marked.slice(from), part: null });
  const [first, ...rest] = sentence;
  return first ? [{ ...first, text: capital(first.text, locale) }, ...rest] : [];
};

/** The sentence without its parts marked. */
export const plainText = (sentence: Sentence): string => sentence.map(({ text }) => text).join('');
