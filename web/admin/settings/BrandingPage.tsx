import { useSuspenseQuery } from '@tanstack/react-query';
import { Check, ImagePlus } from 'lucide';
import { type FormEvent, useMemo, useState } from 'react';
import { LOCALES, type ProgramDocument } from '#core/program.ts';
import { ApiFault, api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { CardPreview } from '../parts/CardPreview.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import '../parts/preview.css';
import { sessionQuery, useSession } from '../session.ts';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';
import { useChange } from '../use-change.ts';
import { type Branding, brandingOf, contrastOf, isColor, updateFrom } from './branding.ts';
import { cardContentQuery } from './branding-query.ts';
import './settings.css';

const MOST_BYTES = 512 * 1024;

type Controls = {
  given: Branding;
  change: (changes: Partial<Branding>) => void;
  faultOf: (field: string) => string | undefined;
};

const Color = ({ given, change, faultOf }: Controls) => {
  const t = useT('settings');
  const { intl } = useLocale();
  const isValid = isColor(given.color);
  const result = isValid ? contrastOf(given.color) : null;
  const ratio = new Intl.NumberFormat(intl, { maximumFractionDigits: 1 }).format(
    result?.ratio ?? 1,
  );
  return (
    <div className="color-line">
      <input
        type="color"
        aria-label={t('color_pick')}
        value={isValid ? given.color.toLowerCase() : '#000000'}
        onChange={(event) => change({ color: event.target.value.toUpperCase() })}
      />
      <Field
        label={t('color')}
        maxLength={7}
        value={given.color}
        fault={isValid ? faultOf('color') : t('color_help')}
        help={
          result &&
          (result.isKept
            ? t('contrast_kept', { ratio })
            : t('contrast_changed', { color: result.fill, ratio }))
        }
        onChange={(event) => change({ color: event.target.value.trim() })}
      />
    </div>
  );
};

type LogoProps = { logo: File | null; isTooBig: boolean; onPick: (logo: File | null) => void };

const Logo = ({ logo, isTooBig, onPick }: LogoProps) => {
  const t = useT('settings');
  return (
    <div className="field">
      <span className="strong small">{t('logo')}</span>
      <label className="btn plain logo-pick">
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => onPick(event.target.files?.[0] ?? null)}
        />
        <Icon node={ImagePlus} />
        <span>{logo ? logo.name : t('logo_pick')}</span>
      </label>
      <span className={isTooBig ? 'help fault' : 'help'}>
        {isTooBig ? t('logo_too_big') : t('logo_help')}
      </span>
    </div>
  );
};

const Words = ({ given, change, faultOf }: Controls) => {
  const t = useT('settings');
  return (
    <>
      <SelectField
        label={t('language')}
        help={t('language_help')}
        value={given.locale}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(locale) => change({ locale })}
      />
      <Field
        label={t('contact')}
        help={t('contact_help')}
        fault={faultOf('contact')}
        maxLength={300}
        value={given.contact}
        onChange={(event) => change({ contact: event.target.value })}
      />
      {(['terms_url', 'privacy_url'] as const).map((name) => (
        <Field
          key={name}
          label={t(name)}
          help={t('url_help')}
          fault={faultOf(name)}
          type="url"
          maxLength={500}
          value={given[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      ))}
    </>
  );
};

const Preview = ({ given, logo }: { given: Branding; logo: string | null }) => {
  const { shop } = useSession();
  const { data } = useSuspenseQuery(cardContentQuery);
  return (
    <CardPreview
      shop={given.name}
      color={isColor(given.color) ? given.color : shop.branding.color}
      logo={logo}
      document={data.document as ProgramDocument}
      rewards={data.rewards}
      merchantLocale={shop.locale}
    />
  );
};

/** How the business looks on cards and posters, with the card beside it. */
export const BrandingPage = () => {
  const t = useT('settings');
  const admin = useT('admin');
  const { shop } = useSession();
  const [given, setGiven] = useState(() => brandingOf(shop));
  const [logo, setLogo] = useState<File | null>(null);
  const picked = useMemo(() => (logo ? URL.createObjectURL(logo) : null), [logo]);
  const isTooBig = logo !== null && logo.size > MOST_BYTES;
  const save = useChange(
    async () => {
      await api.patch('/v1/merchant', updateFrom(given));
      if (logo) await api.put('/v1/merchant/logo', logo);
    },
    sessionQuery.queryKey,
    () => setLogo(null),
  );
  const change = (changes: Partial<Branding>) => {
    save.reset();
    setGiven((known) => ({ ...known, ...changes }));
  };
  const faultOf = (field: string) =>
    save.error instanceof ApiFault ? save.error.field(field) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const controls = { given, change, faultOf };
  return (
    <>
      <PageTitle title={t('branding')} note={t('branding_text')} />
      <div className="beside">
        <form className="form" onSubmit={submit}>
          <Field
            label={t('name')}
            fault={faultOf('name')}
            required
            maxLength={80}
            value={given.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Color {...controls} />
          <Logo logo={logo} isTooBig={isTooBig} onPick={setLogo} />
          <Words {...controls} />
          {save.error && <Fault fault={save.error} />}
          <div className="save-line">
            <button
              type="submit"
              className="btn primary"
              disabled={save.isPending || isTooBig || !isColor(given.color)}
            >
              {admin('save')}
            </button>
            <span role="status" className="quiet">
              {save.isSuccess && (
                <>
                  <Icon node={Check} small /> {t('saved')}
                </>
              )}
            </span>
          </div>
        </form>
        <Preview given={given} logo={picked ?? shop.branding.logo_url} />
      </div>
    </>
  );
};
