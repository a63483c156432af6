import { useState } from 'react';
import type { PromotionEffect } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';

const USUAL = [
  [3, 2],
  [2, 1],
  [3, 1],
] as const;

/** Multiples are typed in tenths, which are exact as fractions. */
const TENTHS = 10;
const MOST = 20;

type Props = {
  give: Extract<PromotionEffect, { kind: 'multiplier' }>;
  choose: (numerator: number, denominator: number) => void;
};

/** How many times the usual: 1.5×, 2×, 3× to tap, any other to type. */
export const FactorChoice = ({ give, choose }: Props) => {
  const t = useT('program');
  const { intl } = useLocale();
  const factor = give.numerator / give.denominator;
  const [text, setText] = useState(String(factor));
  const number = new Intl.NumberFormat(intl);
  const type = (typed: string) => {
    setText(typed);
    const tenths = Math.round(Number(typed) * TENTHS);
    if (tenths <= TENTHS || tenths > MOST * TENTHS) return;
    if (tenths % TENTHS === 0) choose(tenths / TENTHS, 1);
    else choose(tenths, TENTHS);
  };
  return (
    <div className="part-editor">
      <div className="chips">
        {USUAL.map(([numerator, denominator]) => (
          <button
            key={numerator / denominator}
            type="button"
            className="chip num"
            aria-pressed={factor === numerator / denominator}
            onClick={() => {
              setText(String(numerator / denominator));
              choose(numerator, denominator);
            }}
          >
            {number.format(numerator / denominator)}×
          </button>
        ))}
      </div>
      <Field
        label={t('factor')}
        type="number"
        step={0.1}
        min={1.1}
        max={MOST}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
};
