import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide';
import type { ReactNode } from 'react';
import type { MemberView } from '#contract/member.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';
import { type Consents, consentsQuery } from './member-query.ts';
import { useDay } from './use-day.ts';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="quiet">{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Details = ({ member, edit }: { member: MemberView; edit: (() => void) | null }) => {
  const t = useT('members');
  const { birthday } = useDay();
  const { tags, external_ids, locale } = member;
  return (
    <section>
      <header>
        <h2>{t('details')}</h2>
        {edit && (
          <button type="button" className="link small" onClick={edit}>
            {t('edit')}
          </button>
        )}
      </header>
      <dl className="facts">
        <Fact name={t('birthday')}>{member.birthday ? birthday(member.birthday) : '–'}</Fact>
        <Fact name={t('language')}>{locale ? LANGUAGE_NAMES[locale] : '–'}</Fact>
        <Fact name={t('tags')}>{tags.length > 0 ? tags.join(', ') : '–'}</Fact>
        {external_ids.length > 0 && (
          <Fact name={t('external')}>
            {external_ids.map(({ source, id }) => `${source} ${id}`).join(', ')}
          </Fact>
        )}
      </dl>
    </section>
  );
};

const Card = ({ card }: Pick<MemberView, 'card'>) => {
  const t = useT('members');
  return (
    <section>
      <h2>{t('card')}</h2>
      {card ? (
        <>
          <p className="num">{card.short_code}</p>
          <a className="link" href={card.url} target="_blank" rel="noreferrer">
            {t('card.open')}
            <Icon node={ExternalLink} small />
          </a>
        </>
      ) : (
        <p className="quiet">{t('card.none')}</p>
      )}
    </section>
  );
};

/** The newest word of the member on each channel. */
const latest = (consents: Consents['data']): Consents['data'] =>
  consents.filter(
    ({ channel }, at) => consents.findIndex((other) => other.channel === channel) === at,
  );

const ConsentList = ({ id }: { id: string }) => {
  const t = useT('members');
  const { day } = useDay();
  const { data } = useQuery(consentsQuery(id));
  const consents = latest(data?.data ?? []);
  return (
    <section>
      <h2>{t('consents')}</h2>
      {consents.length === 0 && <p className="quiet">{t('consents.none')}</p>}
      <dl className="facts">
        {consents.map(({ channel, granted, at }) => (
          <Fact key={channel} name={t(`consent.${channel}`)}>
            {t(granted ? 'consent.yes' : 'consent.no', { day: day(at) })}
          </Fact>
        ))}
      </dl>
    </section>
  );
};

/** Beside the ledger: what the shop noted, who this is, card and consents. */
export const Aside = ({ member, edit }: { member: MemberView; edit: (() => void) | null }) => {
  const t = useT('members');
  return (
    <aside className="member-aside">
      <section>
        <h2>{t('note')}</h2>
        <p className={member.note ? 'note' : 'quiet'}>{member.note ?? t('note.none')}</p>
      </section>
      <Details member={member} edit={edit} />
      <Card card={member.card} />
      <ConsentList id={member.id} />
    </aside>
  );
};
