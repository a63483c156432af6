import type { Role } from '#contract/permissions.ts';
import { useT } from '../i18n.tsx';
import { SelectField } from '../parts/SelectField.tsx';

type Props<Value extends Role> = {
  roles: readonly Value[];
  value: Value;
  onChange: (role: Value) => void;
};

/** Rights by name, with what they allow below. */
export const RoleField = <Value extends Role>({ roles, value, onChange }: Props<Value>) => {
  const t = useT('people');
  const admin = useT('admin');
  const named: Role = value;
  return (
    <SelectField
      label={t('role')}
      value={value}
      options={roles.map((role) => ({ value: role, label: admin(`role.${role as Role}`) }))}
      onChange={onChange}
      help={t(`role.${named}_help`)}
    />
  );
};
