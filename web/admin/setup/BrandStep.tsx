import { ImagePlus } from 'lucide';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { COLORS, CURRENCIES } from './setup-state.ts';
import type { SetupControls } from './use-setup.ts';

const MOST_BYTES = 512 * 1024;

const Colors = ({ setup, change }: SetupControls) => {
  const t = useT('setup');
  return (
    <fieldset className="colors">
      <legend>{t('brand.color')}</legend>
      {COLORS.map((color) => (
        <label key={color} className="swatch">
          <input
            type="radio"
            name="color"
            checked={setup.color === color}
            onChange={() => change({ color })}
          />
          <svg viewBox="0 0 36 36" aria-hidden="true">
            <circle cx="18" cy="18" r="18" fill={color} />
          </svg>
          <span className="visually-hidden">{t('brand.color_named', { color })}</span>
        </label>
      ))}
      <label className="own">
        <input
          type="color"
          value={setup.color}
          onChange={(event) => change({ color: event.target.value.toUpperCase() })}
        />
        <span>{t('brand.own_color')}</span>
      </label>
    </fieldset>
  );
};

const Logo = ({ logo, setLogo }: SetupControls) => {
  const t = useT('setup');
  const isTooBig = logo !== null && logo.size > MOST_BYTES;
  return (
    <div className="field">
      <span className="strong small">{t('brand.logo')}</span>
      <label className="btn plain pick">
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => setLogo(event.target.files?.[0] ?? null)}
        />
        <Icon node={ImagePlus} />
        <span className="grow">{logo ? logo.name : t('brand.pick_logo')}</span>
      </label>
      <span className={isTooBig ? 'help fault' : 'help'}>
        {isTooBig ? t('brand.logo_too_big') : t('brand.logo_help')}
      </span>
    </div>
  );
};

const Currencies = ({ setup, change }: SetupControls) => {
  const t = useT('setup');
  return (
    <fieldset className="segmented-set">
      <legend>{t('brand.currency')}</legend>
      {CURRENCIES.map((currency) => (
        <label key={currency}>
          <input
            type="radio"
            name="currency"
            checked={setup.currency === currency}
            onChange={() => change({ currency })}
          />
          <span>{currency}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** Name, address, color and logo: the only typing before the first card. */
export const BrandStep = (controls: SetupControls) => {
  const t = useT('setup');
  const { setup, change, create } = controls;
  return (
    <>
      <header>
        <h1>{t('brand.title')}</h1>
        <p className="quiet">{t('brand.text')}</p>
      </header>
      <Field
        label={t('brand.name')}
        name="organization"
        autoComplete="organization"
        autoFocus
        maxLength={80}
        value={setup.name}
        disabled={create.isPending}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Field
        label={t('brand.email')}
        help={t('brand.email_help')}
        type="email"
        name="email"
        autoComplete="email"
        value={setup.email}
        disabled={create.isPending}
        onChange={(event) => change({ email: event.target.value })}
      />
      <Colors {...controls} />
      <Logo {...controls} />
      {!controls.isKnown && <Currencies {...controls} />}
    </>
  );
};
