import { ChevronDown, ChevronRight } from 'lucide';
import type { Frame, HistoryView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Plain } from './Plain.tsx';

/** Every change of the card; each opens its reason, also without scripts. */
export const HistoryPage = ({ view, frame }: { view: HistoryView; frame: Frame }) => {
  const { t } = frame;
  const back = { href: view.back, text: t('back') };
  return (
    <Plain frame={frame} shop={view.shop} title={t('history.title')} back={back}>
      {view.rows.length === 0 ? <p class="empty">{t('history.empty')}</p> : null}
      <ul class="rows history">
        {view.rows.map((row) => (
          <li key={`${row.at}${row.text}${row.amount}`}>
            <details>
              <summary>
                <span class="grow">
                  <span class="strong">{row.name}</span>
                  <time class="small quiet" datetime={row.at}>
                    {row.day}
                  </time>
                </span>
                <b class={row.gain ? 'num gain' : 'num'}>{row.amount}</b>
                <Icon node={ChevronDown} small />
              </summary>
              <p class="why">{row.text}</p>
            </details>
          </li>
        ))}
      </ul>
      {view.older ? (
        <a class="btn plain wide" href={view.older}>
          {t('history.older')} <Icon node={ChevronRight} small />
        </a>
      ) : null}
    </Plain>
  );
};
