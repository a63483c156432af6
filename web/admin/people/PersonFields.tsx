import type { Role } from '#contract/permissions.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { PlacesField } from './PlacesField.tsx';
import { RoleField } from './RoleField.tsx';

/** What is said of a person, whether they are added, invited or changed. */
export type PersonDraft<Value extends Role> = {
  name: string;
  role: Value;
  /** Null: everywhere. */
  location_ids: string[] | null;
};

type Props<Value extends Role> = {
  draft: PersonDraft<Value>;
  roles: readonly Value[];
  change: (draft: PersonDraft<Value>) => void;
  isFirst?: boolean;
};

/** Name, rights and where they hold. An owner has them everywhere. */
export const PersonFields = <Value extends Role>(props: Props<Value>) => {
  const { draft, roles, change, isFirst = true } = props;
  const t = useT('people');
  return (
    <>
      <Field
        label={t('name')}
        autoComplete="off"
        data-autofocus={isFirst ? true : undefined}
        required
        maxLength={100}
        value={draft.name}
        onChange={(event) => change({ ...draft, name: event.target.value })}
      />
      <RoleField
        roles={roles}
        value={draft.role}
        onChange={(role) =>
          change({ ...draft, role, location_ids: role === 'owner' ? null : draft.location_ids })
        }
      />
      {draft.role !== 'owner' && (
        <PlacesField
          value={draft.location_ids}
          onChange={(location_ids) => change({ ...draft, location_ids })}
        />
      )}
    </>
  );
};
