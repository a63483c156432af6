import { Link, useSearch } from '@tanstack/react-router';
import { ArrowRight } from 'lucide';
import './setup.css';
import '../parts/preview.css';
import { documentFrom } from '#core/templates.ts';
import { useLocale, useT } from '../i18n.tsx';
import { CardPreview } from '../parts/CardPreview.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Steps } from '../parts/Steps.tsx';
import { Brand } from '../shell/Brand.tsx';
import { BrandStep } from './BrandStep.tsx';
import { PhoneStep } from './PhoneStep.tsx';
import { PosterStep } from './PosterStep.tsx';
import { ProgramStep } from './ProgramStep.tsx';
import { factsOf, minutesLeft, STEPS } from './setup-state.ts';
import { type SetupControls, useSetup } from './use-setup.ts';

const Preview = ({ setup, logo }: SetupControls) => {
  const t = useT('setup');
  const { intl } = useLocale();
  const { template } = factsOf(setup.trade, setup.currency);
  const ids = Object.fromEntries(template.rewards.map(({ key }) => [key, key]));
  return (
    <CardPreview
      shop={setup.name.trim() || t('sample_shop')}
      color={setup.color}
      logo={logo ? URL.createObjectURL(logo) : null}
      document={documentFrom(template, { currency: setup.currency, zone: setup.zone }, ids)}
      rewards={template.rewards.map(({ key, name, cost }) => ({ id: key, name: name[intl], cost }))}
      merchantLocale={intl}
    />
  );
};

const Body = ({ controls }: { controls: SetupControls }) => {
  switch (controls.step) {
    case 'program':
      return <ProgramStep {...controls} />;
    case 'brand':
      return <BrandStep {...controls} />;
    case 'poster':
      return controls.made && <PosterStep poster={controls.made.poster} />;
    case 'phone':
      return controls.made && <PhoneStep poster={controls.made.poster} />;
  }
};

const Footer = ({ controls }: { controls: SetupControls }) => {
  const t = useT('setup');
  const { step, setup, back, next, create } = controls;
  const isReady = step !== 'brand' || (setup.name.trim() !== '' && setup.email.includes('@'));
  return (
    <footer className="foot">
      {back ? (
        <button type="button" className="btn" onClick={back}>
          {t('back')}
        </button>
      ) : (
        <span />
      )}
      <span className="small quiet">{t('minutes_left', { n: minutesLeft(step) })}</span>
      {step === 'phone' ? (
        <Link className="btn primary big" to="/admin">
          {t('finish')}
        </Link>
      ) : (
        <button
          type="button"
          className="btn primary big"
          disabled={!isReady || create.isPending}
          onClick={next}
        >
          {t('next')}
          <Icon node={ArrowRight} />
        </button>
      )}
    </footer>
  );
};

/** From the printed link to a card in one's own phone, in under five minutes. */
export const SetupPage = () => {
  const t = useT('setup');
  const { code } = useSearch({ strict: false }) as { code?: string };
  const controls = useSetup(code ?? '');
  return (
    <div className="setup">
      <title>{`${t('title')} · Stamgast`}</title>
      <header className="head">
        <Brand />
        <Steps
          names={STEPS.map((step) => t(`step.${step}`))}
          current={STEPS.indexOf(controls.step)}
        />
        {controls.made ? (
          <Link className="link later" to="/admin">
            {t('later')}
          </Link>
        ) : (
          <span className="later" />
        )}
      </header>
      <main className="body">
        <div className="ask">
          <Body controls={controls} />
          {controls.create.error && <Fault fault={controls.create.error} />}
        </div>
        <Preview {...controls} />
      </main>
      <Footer controls={controls} />
    </div>
  );
};
