import { useState } from 'react';
import { formsFor, unitWord } from '#core/plural.ts';
import type { Locale, PluralForms, Unit } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';

type Form = keyof PluralForms;

/** A number of each plural form that the language really uses with whole numbers or halves. */
const examplesOf = (locale: Locale): { form: Form; n: number }[] => {
  const rules = new Intl.PluralRules(locale);
  const found = new Map<string, number>();
  for (const n of [1, 2, 5, 1.5]) {
    const form = rules.select(n);
    if (!found.has(form)) found.set(form, n);
  }
  return [...found].map(([form, n]) => ({ form: form as Form, n }));
};

type Props = {
  unit: Unit;
  locale: Locale;
  rename: (names: Unit['names']) => void;
  close: () => void;
};

/** The forms of a unit's name in the shop's language, and how they read. */
export const UnitWords = ({ unit, locale, rename, close }: Props) => {
  const t = useT('program');
  const [forms, setForms] = useState<PluralForms>(() => formsFor(unit.names, locale, locale));
  const number = new Intl.NumberFormat(locale);
  const isComplete = Object.values(forms).every((word) => word?.trim() !== '');
  return (
    <FormDialog
      title={t('words.title')}
      submit={t('done')}
      isPending={!isComplete}
      fault={null}
      onSubmit={() => {
        rename({ ...unit.names, [locale]: forms });
        close();
      }}
      onClose={close}
    >
      {examplesOf(locale).map(({ form, n }) => (
        <Field
          key={form}
          label={t('words.form', { n: number.format(n) })}
          required
          maxLength={40}
          value={forms[form] ?? forms.other}
          onChange={(event) => setForms({ ...forms, [form]: event.target.value })}
        />
      ))}
      <p className="small quiet">
        {t('words.preview')}{' '}
        {[1, 2, 5, 1.5].map((n) => `${number.format(n)} ${unitWord(forms, n, locale)}`).join(', ')}
      </p>
    </FormDialog>
  );
};
