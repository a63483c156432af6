import type { Frame, JoinView } from '#contract/card-pages.ts';
import { Consents } from './Consents.tsx';
import { Document } from './Document.tsx';
import { Field } from './Field.tsx';
import { Languages } from './Languages.tsx';
import { Progress } from './Progress.tsx';
import { Shop } from './Shop.tsx';

type Props = { view: JoinView; frame: Frame };

const Form = ({ view, frame: { t } }: Props) => (
  <form method="post" noValidate action={view.action}>
    <input type="hidden" name="attempt" value={view.attempt} />
    <Field
      name="contact"
      label={t('join.label')}
      field={view.contact}
      help={t('join.help')}
      input={{ autocomplete: 'tel', inputmode: 'text', maxLength: 200 }}
    >
      {view.errorLink ? <a href={view.errorLink}>{t('join.find_card')}</a> : null}
    </Field>
    <button class="btn primary big wide" type="submit">
      {t('join.submit')}
    </button>
    <a class="btn wide aside" href={view.links.lost}>
      {t('join.have_card')}
    </a>
    <Consents consents={view.consents} optional={t('consent.optional')} />
    <p class="legal">
      {t('join.terms')} <a href={view.links.program}>{t('join.terms_link')}</a>
    </p>
    <p class="legal">
      {view.controller} <a href={view.links.privacy}>{t('join.privacy_link')}</a>
    </p>
  </form>
);

/** One field, one button: the poster's code leads here. */
export const JoinPage = ({ view, frame }: Props) => (
  <Document frame={frame} kind="join">
    <main>
      <header class="hero">
        <Shop shop={view.shop} />
        <h1>{view.headline}</h1>
        <p class="sub">{view.sub}</p>
        {view.progress ? (
          <div class="preview">
            <Progress view={view.progress} />
          </div>
        ) : null}
      </header>
      <div class="sheet">
        <Form view={view} frame={frame} />
        <Languages frame={frame} />
      </div>
    </main>
  </Document>
);
