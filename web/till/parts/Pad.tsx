import { Delete } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { type PadKey, padKeyFor } from '../logic/amount-pad.ts';

type Props = {
  press: (key: PadKey) => void;
  submit: () => void;
  /** The key at the lower left: a decimal sign, a plus, or nothing. */
  corner?: { text: string; label: string; press: () => void } | undefined;
  /** Only where no field takes the keyboard itself. */
  keyboard?: boolean;
};

const DIGITS: PadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const Key = (props: { press: () => void; label?: string; children: ComponentChildren }) => (
  <button type="button" class="btn" onClick={props.press} aria-label={props.label}>
    {props.children}
  </button>
);

/** Large digit keys in the lower half of the screen; a keyboard presses the same ones. */
export const Pad = ({ press, submit, corner, keyboard = false }: Props) => {
  const { t } = useTexts();
  useEffect(() => {
    if (!keyboard) return;
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const onButton = event.target instanceof HTMLButtonElement;
      if (event.key === 'Enter' && !onButton) submit();
      const key = padKeyFor(event.key);
      if (key) press(key);
    };
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  });
  return (
    <div class="pad num">
      {DIGITS.map((digit) => (
        <Key key={digit} press={() => press(digit)}>
          {digit}
        </Key>
      ))}
      {corner ? (
        <Key press={corner.press} label={corner.label}>
          {corner.text}
        </Key>
      ) : (
        <span />
      )}
      <Key press={() => press('0')}>0</Key>
      <Key press={() => press('delete')} label={t('key.delete')}>
        <Icon node={Delete} />
      </Key>
    </div>
  );
};
