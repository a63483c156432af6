import { useId, useState } from 'react';
import { useLocale } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';

type NumberProps = {
  value: number;
  chips: readonly number[];
  min: number;
  max: number;
  label: string;
  scale?: number;
  choose: (value: number) => void;
};

/** Usual numbers to tap, and a field for any other. */
export const NumberChoice = (props: NumberProps) => {
  const { value, chips, min, max, label, scale = 1, choose } = props;
  const { intl } = useLocale();
  const [text, setText] = useState(String(value / scale));
  const type = (typed: string) => {
    setText(typed);
    const next = Math.round(Number(typed) * scale);
    if (typed !== '' && next >= min && next <= max) choose(next);
  };
  return (
    <div className="part-editor">
      <div className="chips">
        {chips.map((chip) => (
          <button
            key={chip}
            type="button"
            className="chip num"
            aria-pressed={chip === value}
            onClick={() => type(String(chip / scale))}
          >
            {new Intl.NumberFormat(intl).format(chip / scale)}
          </button>
        ))}
      </div>
      <Field
        label={label}
        type="number"
        step={scale === 1 ? 1 : 1 / scale}
        min={min / scale}
        max={max / scale}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
};

type Option<V> = { value: V; label: string };

type ListProps<V extends string> = {
  options: readonly Option<V>[];
  value: V;
  choose: (value: V) => void;
};

/** One of a few that need their words. */
export const ListChoice = <V extends string>({ options, value, choose }: ListProps<V>) => {
  const name = useId();
  return (
    <div className="choices">
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
};

type ManyProps<V extends string | number> = {
  legend: string;
  options: readonly Option<V>[];
  values: readonly V[];
  /** The last one stays: a condition without any value would say nothing. */
  atLeastOne?: boolean;
  choose: (values: V[]) => void;
};

/** Several of a few, as chips that stay pressed. */
export const ManyChoice = <V extends string | number>(props: ManyProps<V>) => {
  const { legend, options, values, atLeastOne = false, choose } = props;
  const toggle = (value: V) => {
    const next = values.includes(value)
      ? values.filter((each) => each !== value)
      : options.map((each) => each.value).filter((each) => values.includes(each) || each === value);
    if (next.length > 0 || !atLeastOne) choose(next);
  };
  return (
    <fieldset className="many">
      <legend>{legend}</legend>
      <div className="chips">
        {options.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={values.includes(value)}
            onClick={() => toggle(value)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
};

type WordsProps = {
  label: string;
  help?: string;
  values: readonly string[];
  choose: (values: string[]) => void;
};

/** Words of the merchant's own, separated by commas. */
export const WordsField = ({ label, help, values, choose }: WordsProps) => {
  const [text, setText] = useState(values.join(', '));
  return (
    <Field
      label={label}
      help={help}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const words = event.target.value.split(',').map((word) => word.trim());
        choose([...new Set(words)].filter((word) => word !== ''));
      }}
    />
  );
};
