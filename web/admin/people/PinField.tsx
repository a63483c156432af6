import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';

type Props = { value: string; onChange: (pin: string) => void; fault?: string | undefined };

/** Shown while it is typed: it is told to the person who will use it. */
export const PinField = ({ value, onChange, fault }: Props) => {
  const t = useT('people');
  return (
    <Field
      label={t('pin')}
      help={t('pin_help')}
      fault={fault}
      inputMode="numeric"
      autoComplete="off"
      pattern="\d{4,6}"
      maxLength={6}
      required
      value={value}
      onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
    />
  );
};
