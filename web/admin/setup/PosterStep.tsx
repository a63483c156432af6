import { Check, Printer, TriangleAlert } from 'lucide';
import type { PosterView } from '#contract/poster.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useAddress } from './address-query.ts';

const AddressNotice = ({ origin, isProven }: { origin: string; isProven: boolean }) => {
  const t = useT('setup');
  return (
    <p className={isProven ? 'notice good' : 'notice warn'}>
      <Icon node={isProven ? Check : TriangleAlert} />
      <span>{isProven ? t('address.proven', { origin }) : t('address.unproven', { origin })}</span>
    </p>
  );
};

/** The paper for the counter. While no phone has proven the address, the owner has to insist. */
export const PosterStep = ({ poster }: { poster: PosterView }) => {
  const t = useT('setup');
  const address = useAddress();
  const isProven = address.data?.state === 'proven';
  const pdf = `/v1/posters/${poster.id}/pdf`;
  return (
    <>
      <header>
        <h1>{t('poster.title')}</h1>
        <p className="quiet">{t('poster.text')}</p>
      </header>
      {address.data && <AddressNotice origin={address.data.origin} isProven={isProven} />}
      <p>
        <a
          className={isProven ? 'btn primary big' : 'btn plain big'}
          href={isProven ? pdf : `${pdf}?insist=true`}
          download
        >
          <Icon node={Printer} />
          {isProven ? t('poster.print') : t('poster.print_anyway')}
        </a>
      </p>
      {address.data && !address.data.secure && (
        <section>
          <h2>{t('missing.title')}</h2>
          <p className="quiet">{t('missing.why')}</p>
          <ul className="terms">
            {address.data.missing.map((each) => (
              <li key={each}>{t(`missing.${each}`)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
