import { ChevronRight } from 'lucide';
import type { Frame, ProgramView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { unitIcon } from '../shared/unit-icons.ts';
import { Plain } from './Plain.tsx';

const Sentences = ({ title, lines, id }: { title: string; lines: string[]; id?: string }) => (
  <section class="block" id={id}>
    <h2>{title}</h2>
    {lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </section>
);

/** The live program in sentences, with its terms and what happens to data. */
export const ProgramPage = ({ view, frame }: { view: ProgramView; frame: Frame }) => {
  const { t } = frame;
  return (
    <Plain frame={frame} shop={view.shop} title={t('program.title')} sub={view.version}>
      <Sentences title={t('program.earn')} lines={view.earn} />
      <section class="block">
        <h2>{t('program.get')}</h2>
        {view.rewards.length === 0 ? <p>{t('get.none')}</p> : null}
        <ul class="rows rewards">
          {view.rewards.map(({ name, price, icon }) => (
            <li key={name + price}>
              <Icon node={unitIcon(icon)} />
              <span class="grow strong">{name}</span>
              <span class="small quiet num distance">{price}</span>
            </li>
          ))}
        </ul>
      </section>
      <Sentences title={t('program.last')} lines={view.last} />
      <Sentences title={t('program.refund')} lines={[view.refund]} />
      <Sentences title={t('program.terms')} lines={view.terms} />
      <Sentences title={t('program.privacy')} lines={view.privacy} id="privacy" />
      {view.links.map(({ href, text }) => (
        <a class="link" key={href} href={href} rel="noreferrer">
          {text} <Icon node={ChevronRight} small />
        </a>
      ))}
      <a class="btn primary big wide" href={view.join}>
        {t('join.submit')}
      </a>
    </Plain>
  );
};
