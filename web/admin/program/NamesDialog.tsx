import { useState } from 'react';
import { LOCALES, type Promotion } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';

type Names = NonNullable<Promotion['names']>;

type Props = {
  names: Promotion['names'];
  save: (names: Promotion['names']) => void;
  close: () => void;
};

/** What members see a promotion called, per language; without any only its sentence speaks. */
export const NamesDialog = ({ names = {}, save, close }: Props) => {
  const t = useT('program');
  const { intl } = useLocale();
  const [typed, setTyped] = useState<Names>(names);
  const language = new Intl.DisplayNames([intl], { type: 'language' });
  const submit = () => {
    const filled = Object.entries(typed).flatMap(([locale, name]) =>
      name.trim() === '' ? [] : [[locale, name.trim()]],
    );
    save(filled.length === 0 ? undefined : (Object.fromEntries(filled) as Names));
    close();
  };
  return (
    <FormDialog
      title={t('name_promotion')}
      submit={t('done')}
      isPending={false}
      fault={null}
      onSubmit={submit}
      onClose={close}
    >
      <p className="small quiet">{t('name_promotion.help')}</p>
      {LOCALES.map((locale) => (
        <Field
          key={locale}
          label={language.of(locale) ?? locale}
          maxLength={60}
          value={typed[locale] ?? ''}
          onChange={(event) => setTyped({ ...typed, [locale]: event.target.value })}
        />
      ))}
    </FormDialog>
  );
};
