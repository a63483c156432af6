import { ArrowRight } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TillProgram } from '#contract/till-directory.ts';
import { Icon } from '../../shared/Icon.tsx';
import { enroll } from '../app/awards.ts';
import { type Texts, useTexts } from '../app/language.ts';
import { useApp } from '../app/state.ts';
import { gainText } from '../app/words.ts';
import { welcomeGifts } from '../logic/member-view.ts';
import { Head } from '../parts/Head.tsx';
import { Pad } from '../parts/Pad.tsx';

const submitText = (program: TillProgram | null, texts: Texts): string => {
  if (!program) return texts.t('new.submit');
  const gift = welcomeGifts(program)
    .map((it) => gainText(program, texts, it.unit, it.amount))
    .join(', ');
  return gift ? texts.t('new.submit_gift', { gift }) : texts.t('new.submit');
};

/** One field, Enter, done: everything else about a guest can wait. */
export const NewGuest = () => {
  const texts = useTexts();
  const { t } = texts;
  const program = useApp((it) => it.program);
  const busy = useApp((it) => it.busy);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const submit = async (text: string | null) => {
    if (busy) return;
    if (text?.trim() === '') return setError(t('new.empty'));
    const words = {
      done: t('toast.enrolled'),
      noCodes: t('new.no_codes'),
      exists: t('new.exists'),
    };
    setError(await enroll(text, words));
  };
  const press = (key: string) => {
    setError(null);
    setTyped((before) => (key === 'delete' ? before.slice(0, -1) : before + key));
  };
  return (
    <form
      class="state"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(typed);
      }}
    >
      <Head title={t('new.title')} />
      <div class="field">
        <label for="contact">{t('new.label')}</label>
        <input
          id="contact"
          ref={field}
          value={typed}
          onInput={(event) => {
            setError(null);
            setTyped(event.currentTarget.value);
          }}
          autocomplete="off"
          autocapitalize="words"
          spellcheck={false}
          enterkeyhint="done"
          aria-invalid={error !== null}
          aria-describedby="contact-help"
        />
        <span class="help" id="contact-help">
          {t('new.help')}
        </span>
      </div>
      <p class="error" role="alert">
        {error}
      </p>
      <button type="button" class="link" onClick={() => void submit(null)} disabled={busy}>
        {t('new.anonymous')}
        <Icon node={ArrowRight} small />
      </button>
      <Pad
        press={press}
        submit={() => void submit(typed)}
        corner={{ text: '+', label: '+', press: () => press('+') }}
      />
      <button type="submit" class="btn primary big wide" disabled={busy}>
        {submitText(program, texts)}
      </button>
    </form>
  );
};
