import { type RuleKey, ruleTables } from '#contract/messages/rule/index.ts';
import { useT } from '../i18n.tsx';

const isKey = (key: string): key is RuleKey => Object.hasOwn(ruleTables.en, key);

/** A category in the reader's word where we have one, as the merchant wrote it otherwise. */
export const useCategoryName = (): ((category: string) => string) => {
  const t = useT('rule');
  return (category) => {
    const key = `item.${category}`;
    return isKey(key) ? t(key) : category;
  };
};
