import type { Frame, LostView } from '#contract/card-pages.ts';
import { Field } from './Field.tsx';
import { Plain } from './Plain.tsx';

type Props = { view: LostView; frame: Frame };

const Ask = ({ view, frame: { t } }: Props) => (
  <form method="post" noValidate action={view.action}>
    <p class="lead">{t('lost.text')}</p>
    <Field
      name="email"
      label={t('lost.email')}
      field={view.email}
      input={{ type: 'email', autocomplete: 'email', maxLength: 254 }}
    />
    <button class="btn primary big wide" type="submit">
      {t('lost.submit')}
    </button>
  </form>
);

const Code = ({ view, frame: { t } }: Props) => (
  <form method="post" noValidate action={view.action}>
    <p class="lead">{t('lost.sent', { email: view.email.value })}</p>
    <input type="hidden" name="email" value={view.email.value} />
    <input type="hidden" name="recovery" value={view.recovery} />
    <Field
      name="code"
      label={t('lost.code')}
      field={view.code}
      input={{ inputmode: 'numeric', autocomplete: 'one-time-code', maxLength: 12 }}
    />
    <button class="btn primary big wide" type="submit">
      {t('lost.open')}
    </button>
    <a class="btn wide aside" href={view.again}>
      {t('lost.again')}
    </a>
  </form>
);

/** Finds a card again by a one-time code sent to its e-mail. */
export const LostPage = ({ view, frame }: Props) => (
  <Plain frame={frame} shop={view.shop} title={frame.t('lost.title')}>
    {view.step === 'ask' ? <Ask view={view} frame={frame} /> : <Code view={view} frame={frame} />}
    <p class="legal">{frame.t('lost.at_till')}</p>
  </Plain>
);
