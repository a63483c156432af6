import { useQuery } from '@tanstack/react-query';
import type { Staff } from '#contract/staff.ts';
import { useT } from '../i18n.tsx';
import { type RowAction, RowMenu } from '../parts/RowMenu.tsx';
import { useMay, useSession } from '../session.ts';
import { placesQuery } from './people-query.ts';

type Act = 'pin' | 'change' | 'archive';
type Props = { person: Staff; onAct: (act: Act) => void };

const useActions = ({ person, onAct }: Props): RowAction[] => {
  const t = useT('people');
  const mayWrite = useMay('staff:write');
  const isSelf = useSession().staff.id === person.id;
  const change = { label: t('change'), act: () => onAct('change') };
  if (isSelf) {
    const pin = { label: t('own_pin'), act: () => onAct('pin') };
    return mayWrite ? [pin, change] : [pin];
  }
  if (!mayWrite) return [];
  return [
    { label: t('reset_pin'), act: () => onAct('pin') },
    change,
    { label: t('archive'), act: () => onAct('archive') },
  ];
};

/** Where somebody works who doesn't work everywhere. */
const Places = ({ ids }: { ids: readonly string[] }) => {
  const t = useT('people');
  const { data: places = [] } = useQuery(placesQuery);
  const names = places.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return ` · ${t('only_at', { places: names.join(', ') || t('place_archived') })}`;
};

/** One person: name, rights, how they sign in. */
export const PersonRow = (props: Props) => {
  const { name, role, email, has_pin, id, location_ids } = props.person;
  const t = useT('people');
  const admin = useT('admin');
  const actions = useActions(props);
  const isSelf = useSession().staff.id === id;
  return (
    <li>
      <span className="initials" aria-hidden="true">
        {[...name][0]?.toUpperCase()}
      </span>
      <span className="grow">
        <span className="strong">{name}</span>
        <span className="small quiet">
          {admin(`role.${role}`)}
          {email && ` · ${email}`}
          {location_ids && <Places ids={location_ids} />}
        </span>
      </span>
      <span className="tags">
        {isSelf && <span className="tag">{t('you')}</span>}
        {!has_pin && <span className="tag warn">{t('no_pin')}</span>}
      </span>
      <RowMenu label={t('actions', { name })} actions={actions} />
    </li>
  );
};
