import { useState } from 'preact/hooks';
import { useTexts } from '../app/language.ts';
import { pair } from '../app/people.ts';
import { useApp } from '../app/state.ts';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';

/** The first screen of a device: the code from the office makes it a till. */
export const Pair = () => {
  const { t } = useTexts();
  const revoked = useApp((it) => it.revoked);
  // The office's QR code carries it behind the #, where no server or log sees it.
  const [code, setCode] = useState(() => location.hash.slice(1));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(await pair(code, t('error.network')));
    setBusy(false);
  };
  return (
    <form class="state middle" onSubmit={(event) => void submit(event)}>
      <div class="narrow">
        <h1>{t('pair.title')}</h1>
        <p class="quiet lead">{t(revoked ? 'pair.revoked' : 'pair.lead')}</p>
        <div class="field">
          <label for="code">{t('pair.code')}</label>
          <input
            id="code"
            class="code"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck={false}
            required
            aria-invalid={error !== null}
            aria-describedby="pair-error"
          />
        </div>
        <p class="error" id="pair-error" role="alert">
          {error}
        </p>
        <button type="submit" class="btn primary big wide" disabled={busy}>
          {t('pair.submit')}
        </button>
        <LanguageChoice />
      </div>
    </form>
  );
};
