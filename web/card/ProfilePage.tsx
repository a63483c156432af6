import { Check } from 'lucide';
import type { Frame, ProfileView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Consents } from './Consents.tsx';
import { Field } from './Field.tsx';
import { Plain } from './Plain.tsx';

type Props = { view: ProfileView; frame: Frame };

const Contact = ({ view, frame: { t } }: Props) => (
  <>
    <Field
      name="phone"
      label={t('profile.phone')}
      field={view.phone}
      input={{ type: 'tel', autocomplete: 'tel', maxLength: 40 }}
    />
    <Field
      name="email"
      label={t('profile.email')}
      field={view.email}
      help={t('profile.contact_help')}
      input={{ type: 'email', autocomplete: 'email', maxLength: 254 }}
    />
  </>
);

const ReaderLanguage = ({ view, frame: { t } }: Props) => (
  <div class="field">
    <label for="locale">{t('language')}</label>
    <select id="locale" name="locale" class="input">
      {view.languages.map(({ locale, name, chosen }) => (
        <option key={locale} value={locale} lang={locale} selected={chosen}>
          {name}
        </option>
      ))}
    </select>
  </div>
);

/** What the member told about themselves, and which messages they want. */
export const ProfilePage = ({ view, frame }: Props) => {
  const { t } = frame;
  const back = { href: view.back, text: t('back') };
  return (
    <Plain frame={frame} shop={view.shop} title={t('profile.title')} back={back}>
      <form method="post" noValidate action={view.action} class="profile">
        {view.saved ? (
          <p class="notice good" role="status">
            <Icon node={Check} /> {t('profile.saved')}
          </p>
        ) : null}
        <Field
          name="name"
          label={t('profile.name')}
          field={view.name}
          input={{ autocomplete: 'name', maxLength: 120 }}
        />
        <Contact view={view} frame={frame} />
        <Field
          name="birthday"
          label={t('profile.birthday')}
          field={view.birthday}
          help={t('profile.birthday_help')}
          input={{ type: 'date', autocomplete: 'bday' }}
        />
        <ReaderLanguage view={view} frame={frame} />
        <fieldset>
          <legend>{t('profile.consents')}</legend>
          <Consents consents={view.consents} optional={t('consent.optional')} />
        </fieldset>
        <button class="btn primary big wide" type="submit">
          {t('profile.save')}
        </button>
      </form>
    </Plain>
  );
};
