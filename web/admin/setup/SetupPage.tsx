import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowRight } from 'lucide';
import './setup.css';
import '../parts/preview.css';
import type { OwnerLink } from '#contract/invitation.ts';
import { documentFrom } from '#core/templates.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { CardPreview } from '../parts/CardPreview.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Steps } from '../parts/Steps.tsx';
import { Brand } from '../shell/Brand.tsx';
import { BrandStep } from './BrandStep.tsx';
import { ComeBack } from './ComeBack.tsx';
import { PhoneStep } from './PhoneStep.tsx';
import { PosterStep } from './PosterStep.tsx';
import { ProgramStep } from './ProgramStep.tsx';
import { factsOf, type KnownShop, minutesLeft, STEPS } from './setup-state.ts';
import { type SetupControls, useSetup } from './use-setup.ts';

const Preview = ({ setup, logo }: SetupControls) => {
  const t = useT('setup');
  const { intl } = useLocale();
  const { template } = factsOf(setup);
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

const Assistant = ({ code, known }: { code: string; known: KnownShop | null }) => {
  const t = useT('setup');
  const controls = useSetup(code, known);
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

/** Read once: while the assistant works, its own steps change what the link stands for. */
const ownerLinkQuery = (code: string) =>
  queryOptions({
    queryKey: ['owner-link', code],
    queryFn: () => api.post<OwnerLink>('/v1/owner-links/readings', { code }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** From the printed link to a card in one's own phone, in under five minutes. */
export const SetupPage = () => {
  const t = useT('setup');
  const admin = useT('admin');
  const search = useSearch({ strict: false }) as { code?: unknown };
  const code = String(search.code ?? '');
  const link = useQuery(ownerLinkQuery(code));
  if (link.error) {
    return (
      <Door title={t('title')}>
        <Fault fault={link.error} />
        <Link className="btn plain" to="/admin/sign-in">
          {admin('sign_in.submit')}
        </Link>
      </Door>
    );
  }
  if (!link.data) return <Loading />;
  const { state, merchant } = link.data;
  if (state === 'claimed') return <ComeBack code={code} shop={merchant?.name ?? ''} />;
  return <Assistant code={code} known={merchant} />;
};
