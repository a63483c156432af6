import { LOCALES } from '#core/program.ts';
import { isLocale, LANGUAGE_NAMES, useTexts } from '../app/language.ts';
import { chooseLocale } from '../app/start.ts';

/** The language of this device; six are too many for a segmented choice. */
export const LanguageChoice = () => {
  const { t, locale } = useTexts();
  return (
    <label class="language">
      <span class="quiet small">{t('language')}</span>
      <select
        class="input"
        value={locale}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isLocale(chosen)) void chooseLocale(chosen);
        }}
      >
        {LOCALES.map((it) => (
          <option key={it} value={it} lang={it}>
            {LANGUAGE_NAMES[it]}
          </option>
        ))}
      </select>
    </label>
  );
};
