import { Printer } from 'lucide';
import { POSTER_KINDS } from '#contract/poster.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';

const MEMBERS = { poster: 34, table_tent: 12 };

/** One of each kind with the members it may bring. */
export const SamplePosters = () => {
  const t = useT('posters');
  const { intl } = useLocale();
  return (
    <ul className="rows">
      {POSTER_KINDS.map((kind) => (
        <li key={kind}>
          <Icon node={Printer} />
          <span className="grow">
            <span className="strong">{t(`kind.${kind}`)}</span>
            <span className="small quiet">{LANGUAGE_NAMES[intl]}</span>
          </span>
          <span className="tag">{t('members', { n: MEMBERS[kind] })}</span>
        </li>
      ))}
    </ul>
  );
};
