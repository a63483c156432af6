import { useT } from '../i18n.tsx';
import { Field } from './Field.tsx';

type Props = { value: string; onChange: (password: string) => void; fault?: string | undefined };

/** Where a password is chosen; managers of passwords offer one of their own here. */
export const NewPassword = ({ value, onChange, fault }: Props) => {
  const t = useT('admin');
  return (
    <Field
      label={t('password')}
      help={t('password.help')}
      fault={fault}
      type="password"
      name="new-password"
      autoComplete="new-password"
      minLength={8}
      maxLength={128}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};
