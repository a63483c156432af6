import { useState } from 'preact/hooks';
import { useTexts } from '../app/language.ts';
import { enterPin } from '../app/people.ts';
import type { Person, Session } from '../device/database.ts';
import type { PadKey } from '../logic/amount-pad.ts';
import { Pad } from './Pad.tsx';
import { useTyped } from './use-typed.ts';

const LEAST_DIGITS = 4;
const MOST_DIGITS = 6;

type Props = { person: Person; done: (session: Session) => Promise<string | null> };

const pressPin = (pin: string, key: PadKey): string => {
  if (key === 'delete') return pin.slice(0, -1);
  return key === 'sep' || pin.length >= MOST_DIGITS ? pin : pin + key;
};

/** Digits as dots, large keys, and what the server says to a wrong PIN. */
export const PinEntry = ({ person, done }: Props) => {
  const { t } = useTexts();
  const typed = useTyped();
  const pin = typed.text;
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const entered = typed.read();
    if (busy || entered.length < LEAST_DIGITS) return;
    setBusy(true);
    const answer = await enterPin(person, entered, t('error.network'));
    const failed = 'error' in answer ? answer.error : await done(answer.session);
    setBusy(false);
    typed.change(() => '');
    setError(failed);
  };
  const press = (key: PadKey) => {
    setError(null);
    typed.change((before) => pressPin(before, key));
  };
  const dots = Math.max(LEAST_DIGITS, pin.length);
  return (
    <div class="pin">
      <p class="visually-hidden" role="status">
        {t('pin.entered', { count: pin.length })}
      </p>
      <div class="pin-dots" aria-hidden="true">
        {Array.from({ length: dots }, (_, at) => (
          <i key={at} class={at < pin.length ? 'on' : ''} />
        ))}
      </div>
      <p class="error" role="alert">
        {error}
      </p>
      <Pad press={press} submit={() => void submit()} keyboard />
      <button
        type="button"
        class="btn primary big wide"
        disabled={busy || pin.length < LEAST_DIGITS}
        onClick={() => void submit()}
      >
        {t('pin.submit')}
      </button>
    </div>
  );
};
