import { Plus, Trash2 } from 'lucide';
import { formatMoney } from '#contract/messages/format.ts';
import type tryEn from '#contract/messages/try/en.json';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSession } from '../session.ts';
import { lineOf, OTHER, type TriedLine, totalOf } from './try-draft.ts';

type Key = keyof typeof tryEn;

const KNOWN = {
  coffee: 'category.coffee',
  tea: 'category.tea',
  pastry: 'category.pastry',
  dessert: 'category.dessert',
  lunch: 'category.lunch',
  main_course: 'category.main_course',
  pizza: 'category.pizza',
  haircut: 'category.haircut',
  service: 'category.service',
  product: 'category.product',
  [OTHER]: 'category.other',
} as const satisfies Record<string, Key>;

/** A category in the reader's words; one of the merchant's own shows as written. */
const useCategoryName = () => {
  const t = useT('try');
  const keys: Partial<Record<string, Key>> = KNOWN;
  return (category: string): string => {
    const key = keys[category];
    return key ? t(key) : category;
  };
};

type LineProps = { line: TriedLine; change: (line: TriedLine | null) => void };

const Line = ({ line, change }: LineProps) => {
  const t = useT('try');
  const what = useCategoryName()(line.category);
  return (
    <li>
      <span className="grow">{what}</span>
      <input
        className="input pieces"
        inputMode="numeric"
        aria-label={t('line.quantity', { what })}
        value={line.quantity}
        onChange={({ target }) => change({ ...line, quantity: target.value })}
      />
      <span aria-hidden="true">×</span>
      <input
        className="input price"
        inputMode="decimal"
        aria-label={t('line.price', { what })}
        value={line.price}
        onChange={({ target }) => change({ ...line, price: target.value })}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t('line.remove', { what })}
        onClick={() => change(null)}
      >
        <Icon node={Trash2} small />
      </button>
    </li>
  );
};

type Props = {
  lines: readonly TriedLine[];
  categories: readonly string[];
  change: (lines: TriedLine[]) => void;
};

/** What is bought: a tap adds one of a category. */
export const LinesField = ({ lines, categories, change }: Props) => {
  const t = useT('try');
  const { intl } = useLocale();
  const { currency } = useSession().shop;
  const nameOf = useCategoryName();
  const replaced = (key: string, next: TriedLine | null) =>
    lines.flatMap((line) => (line.key === key ? (next ? [next] : []) : [line]));
  return (
    <div className="try-lines">
      <div className="try-add">
        {[...categories, OTHER].map((category) => (
          <button
            key={category}
            type="button"
            className="btn plain"
            onClick={() => change([...lines, lineOf(category, currency, intl)])}
          >
            <Icon node={Plus} small />
            {nameOf(category)}
          </button>
        ))}
      </div>
      {lines.length === 0 && <p className="small quiet">{t('line.none')}</p>}
      <ul>
        {lines.map((line) => (
          <Line key={line.key} line={line} change={(next) => change(replaced(line.key, next))} />
        ))}
      </ul>
      {lines.length > 0 && (
        <p className="strong num">
          {t('total', { money: formatMoney(totalOf(lines, currency), currency, intl) })}
        </p>
      )}
    </div>
  );
};
