import type { DirectoryCard } from '#contract/till-directory.ts';
import { searchKey } from '#core/search-key.ts';
import { classify } from './classify.ts';

const MOST_HITS = 12;

const wordsOf = (key: string): string[] => key.split(/[\s,-]+/).filter((word) => word !== '');

/** Every word typed begins a word of the name: "horv kat" finds Katarína Horváthová. */
const nameMatches = (card: DirectoryCard, words: string[]): boolean => {
  const names = wordsOf(card.search_key);
  return words.every((word) => names.some((name) => name.startsWith(word)));
};

/** Looks in the directory on the device; the newest guests come first, as they lie in it. */
export const searchDirectory = (
  cards: readonly DirectoryCard[],
  typed: string,
): DirectoryCard[] => {
  const sought = classify(typed);
  const keep = (test: (card: DirectoryCard) => boolean): DirectoryCard[] =>
    cards.filter(test).slice(0, MOST_HITS);
  switch (sought.kind) {
    case 'nothing':
    case 'email':
      return [];
    case 'code': {
      const words = wordsOf(searchKey(typed));
      // One name in 29 happens to look like a code, so letters are looked up as both.
      return keep(
        (it) => it.code === sought.code || it.short_code === sought.code || nameMatches(it, words),
      );
    }
    case 'phone':
      return keep((it) => it.phone_tail !== null && sought.digits.endsWith(it.phone_tail));
    case 'phone_tail':
      return keep((it) => it.phone_tail?.endsWith(sought.digits) === true);
    case 'name': {
      const words = wordsOf(searchKey(sought.text));
      return words.length === 0 ? [] : keep((it) => nameMatches(it, words));
    }
  }
};
