import { useId, useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { LOCALES, type Locale } from '#core/program.ts';
import { ApiFault } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';
import { type Draft, draftOf, updateOf } from './edit-draft.ts';
import { changeMember, useMemberWrite } from './member-query.ts';

type PartProps = { draft: Draft; change: (changes: Partial<Draft>) => void };

const LanguageAndNote = ({ draft, change }: PartProps) => {
  const t = useT('members');
  const [language, note] = [useId(), useId()];
  return (
    <>
      <div className="field">
        <label htmlFor={language}>{t('language')}</label>
        <select
          id={language}
          value={draft.locale}
          onChange={(event) => change({ locale: event.target.value as Locale | '' })}
        >
          <option value="">{t('language.unset')}</option>
          {LOCALES.map((locale) => (
            <option key={locale} value={locale}>
              {LANGUAGE_NAMES[locale]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={note}>{t('note')}</label>
        <textarea
          id={note}
          rows={3}
          maxLength={500}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </>
  );
};

const TYPES = {
  name: 'text',
  phone: 'tel',
  email: 'email',
  birthday: 'date',
  tags: 'text',
} as const;

/** Who the member is, as the shop knows them. */
export const EditDialog = ({ member, close }: { member: MemberView; close: () => void }) => {
  const t = useT('members');
  const all = useT('admin');
  const [draft, setDraft] = useState(() => draftOf(member));
  const change = (changes: Partial<Draft>) => setDraft((known) => ({ ...known, ...changes }));
  const save = useMemberWrite(member.id, changeMember(member.id), close);
  const fault = (path: string) =>
    save.error instanceof ApiFault ? save.error.field(path) : undefined;
  return (
    <FormDialog
      title={t('details')}
      submit={all('save')}
      isPending={save.isPending}
      fault={save.error}
      onSubmit={() => save.mutate(updateOf(draft))}
      onClose={close}
    >
      {(['name', 'phone', 'email', 'birthday', 'tags'] as const).map((name) => (
        <Field
          key={name}
          label={t(name)}
          type={TYPES[name]}
          value={draft[name]}
          autoComplete="off"
          fault={fault(name)}
          help={name === 'tags' ? t('tags.help') : undefined}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      ))}
      <LanguageAndNote draft={draft} change={change} />
    </FormDialog>
  );
};
