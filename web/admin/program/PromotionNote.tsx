import type { Promotion } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useSession } from '../session.ts';

type Props = { promotion: Promotion; stack: (stacks: boolean) => void };

/** Under a promotion's sentence: its name, and whether it counts beside others. */
export const PromotionNote = ({ promotion: { names, stacks }, stack }: Props) => {
  const t = useT('program');
  const { intl } = useLocale();
  const { shop } = useSession();
  const name = names?.[intl] ?? names?.[shop.locale];
  return (
    <div className="promotion-note small">
      {name && <span className="tag">{name}</span>}
      <label className="check">
        <input type="checkbox" checked={stacks} onChange={(event) => stack(event.target.checked)} />
        {t('stacks')}
      </label>
      <span className="quiet">{t(stacks ? 'stacks.yes' : 'stacks.no')}</span>
    </div>
  );
};
