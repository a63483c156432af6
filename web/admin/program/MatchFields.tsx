import type { LineMatch } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { ManyChoice, WordsField } from './choices.tsx';
import type { Sources } from './sources.ts';
import { useCategoryName } from './use-category-name.ts';

type Props = { match: LineMatch; sources: Sources; change: (match: LineMatch) => void };

/** An empty list would match nothing at all: it is left out. */
const listed = <Name extends keyof LineMatch>(name: Name, keys: string[]): LineMatch =>
  keys.length === 0 ? {} : { [name]: keys };

/** Which lines are meant: categories to tap, and any other by its key or tag. */
export const MatchFields = ({ match, sources, change }: Props) => {
  const t = useT('program');
  const nameOf = useCategoryName();
  const { categories = [], tags = [], skus } = match;
  const offered = [...new Set([...categories, ...sources.categories])];
  const kept: LineMatch = skus ? { skus } : {};
  const choose = (next: { categories?: string[]; tags?: string[] }) =>
    change({
      ...kept,
      ...listed('categories', next.categories ?? categories),
      ...listed('tags', next.tags ?? tags),
    });
  return (
    <div className="part-editor">
      <ManyChoice
        legend={t('categories.known')}
        options={offered.map((value) => ({ value, label: nameOf(value) }))}
        values={categories}
        choose={(next) => choose({ categories: next })}
      />
      <WordsField
        key={categories.join()}
        label={t('categories')}
        help={t('categories.help')}
        values={categories}
        choose={(next) => choose({ categories: next })}
      />
      <WordsField
        label={t('product_tags')}
        values={tags}
        choose={(next) => choose({ tags: next })}
      />
    </div>
  );
};
