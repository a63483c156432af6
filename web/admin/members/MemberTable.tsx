import { Link } from '@tanstack/react-router';
import type { MemberView } from '#contract/member.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';

const KNOWN_SOURCES = ['api', 'till', 'poster', 'import', 'demo'] as const;
const isKnown = (source: string): source is (typeof KNOWN_SOURCES)[number] =>
  KNOWN_SOURCES.some((known) => known === source);

const Row = ({ member }: { member: MemberView }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { counted } = useUnits();
  const day = (moment: string) =>
    new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeZone: shop.zone }).format(
      new Date(moment),
    );
  const balances = member.accounts.filter(({ balance }) => balance !== 0);
  return (
    <tr>
      <td>
        <Link className="who" to={`/admin/members/${member.id}`}>
          {member.name ?? t('unnamed')}
        </Link>
        <span className="small quiet contact">{member.phone ?? member.email}</span>
      </td>
      <td className="wide">
        {member.enrolled_at ? day(member.enrolled_at) : <span>{t('not_enrolled')}</span>}
        {isKnown(member.source) && (
          <span className="small quiet contact">{t(`source.${member.source}`)}</span>
        )}
      </td>
      <td className="wide">
        {member.last_visit_at ? (
          day(member.last_visit_at)
        ) : (
          <span className="quiet">{t('never')}</span>
        )}
      </td>
      <td className="end">
        {balances.map(({ unit, balance }) => (
          <span key={unit} className="contact">
            {counted(unit, balance)}
          </span>
        ))}
        {balances.length === 0 && <span className="quiet">0</span>}
      </td>
    </tr>
  );
};

export const MemberTable = ({ members }: { members: readonly MemberView[] }) => {
  const t = useT('members');
  return (
    <table className="table members">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col" className="wide">
            {t('joined')}
          </th>
          <th scope="col" className="wide">
            {t('last_visit')}
          </th>
          <th scope="col" className="end">
            {t('balances')}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} />
        ))}
      </tbody>
    </table>
  );
};
