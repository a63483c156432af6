import { useQuery } from '@tanstack/react-query';
import { useLocale, useT } from '../i18n.tsx';
import { useSession } from '../session.ts';
import { versionsQuery } from './program-query.ts';

/** Who published what and when; each version stays as it was. */
export const Versions = () => {
  const t = useT('program');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { data } = useQuery(versionsQuery);
  const time = new Intl.DateTimeFormat(intl, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: shop.zone,
  });
  return (
    <section className="section">
      <header>
        <h2>{t('versions')}</h2>
      </header>
      <ul className="rows">
        {data?.data.map((version) => (
          <li key={version.number}>
            <span className="grow">
              <span className="strong">{t('version', { n: version.number })}</span>
              {version.note && <span className="small quiet">{version.note}</span>}
              <span className="small quiet">
                {version.author && `${version.author} · `}
                {time.format(new Date(version.published_at))}
              </span>
            </span>
            {version.live && <span className="tag good">{t('version.live')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
};
