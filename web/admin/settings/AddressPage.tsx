import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, TriangleAlert, X } from 'lucide';
import { formatDay } from '#contract/messages/format.ts';
import { type AddressView, type PosterView, SECURE_FEATURES } from '#contract/poster.ts';
import { api, type Page } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { QrCode } from '../parts/QrCode.tsx';
import { useMay, useSession } from '../session.ts';
import { useAddress } from '../setup/address-query.ts';
import './settings.css';

const State = ({ address }: { address: AddressView }) => {
  const t = useT('settings');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { state, proven_at } = address;
  const date = proven_at ? formatDay(Date.parse(proven_at), intl, shop.zone) : '';
  const isProven = state === 'proven';
  return (
    <section className="form">
      <p className="address">{address.origin}</p>
      <p className="quiet">{t(`mode.${address.mode}`)}</p>
      <p className={isProven ? 'notice good' : 'notice warn'} role="status">
        <Icon node={isProven ? Check : TriangleAlert} />
        <span>
          <b>{t(`state.${state}`)}.</b> {t(`state_text.${state}`, { date })}
        </span>
      </p>
      {address.certificate_fault && (
        <p className="notice bad">
          <Icon node={TriangleAlert} />
          <span className="grow">
            {t('certificate_fault', { fault: address.certificate_fault })}
          </span>
        </p>
      )}
    </section>
  );
};

const Features = ({ missing }: Pick<AddressView, 'missing'>) => {
  const t = useT('settings');
  const working = SECURE_FEATURES.filter((each) => !missing.includes(each));
  return (
    <>
      <section className="section">
        <header>
          <h2>{t('works')}</h2>
        </header>
        <ul className="rows">
          {(['card', ...working] as const).map((each) => (
            <li key={each}>
              <Icon node={Check} />
              <span className="grow">{t(`feature.${each}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      {missing.length > 0 && (
        <section className="section">
          <header>
            <h2>{t('missing')}</h2>
          </header>
          <p className="quiet">{t('missing_why')}</p>
          <ul className="rows">
            {missing.map((each) => (
              <li key={each}>
                <Icon node={X} />
                <span className="grow">{t(`feature.${each}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

/** Only a poster's link counts as the proof, so it is a poster's code that stands here. */
const Proof = ({ origin }: Pick<AddressView, 'origin'>) => {
  const t = useT('settings');
  const { data } = useQuery({
    queryKey: ['newest-posters'],
    queryFn: async () => (await api.get<Page<PosterView>>('/v1/posters?limit=20')).data,
  });
  if (!data) return null;
  const poster = data.find(({ link }) => link.startsWith(`${origin}/`));
  return (
    <section className="section">
      <header>
        <h2>{t('prove')}</h2>
      </header>
      {poster ? (
        <QrCode text={poster.link} label={t('prove_label')} />
      ) : (
        <p>
          {t('prove_no_poster')} <Link to="/admin/posters">{t('to_posters')}</Link>
        </p>
      )}
    </section>
  );
};

/** Where phones open cards: what works there, what does not and why, and how to prove it. */
export const AddressPage = () => {
  const t = useT('settings');
  const mayPrint = useMay('posters:write');
  const { data, error, refetch } = useAddress();
  return (
    <>
      <PageTitle title={t('address')} note={t('address_text')} />
      {error && <Fault fault={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="sections">
          <State address={data} />
          {mayPrint && data.state === 'unproven' && <Proof origin={data.origin} />}
          <Features missing={data.missing} />
        </div>
      )}
    </>
  );
};
