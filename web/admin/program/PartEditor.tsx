import { useId, useState } from 'react';
import { minorDigits } from '#contract/messages/format.ts';
import type { RewardView } from '#contract/reward.ts';
import type { Expiry, ProgramDocument } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import type { Edit, Place } from './edit.ts';

export type PartProps = {
  document: ProgramDocument;
  rewards: readonly RewardView[];
  place: Place;
  part: string;
  edit: (edit: Edit) => void;
};

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
const NumberChoice = ({ value, chips, min, max, label, scale = 1, choose }: NumberProps) => {
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

type ListProps<V extends string> = {
  options: readonly { value: V; label: string }[];
  value: V;
  choose: (value: V) => void;
};

/** One of a few that need their words. */
const ListChoice = <V extends string>({ options, value, choose }: ListProps<V>) => {
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

const Money = ({ document, place, edit }: PartProps) => {
  const t = useT('program');
  const give = document.rules.find(({ id }) => id === place.id)?.give;
  if (give?.kind !== 'per_amount') return null;
  const scale = 10 ** minorDigits(document.currency);
  const chips = [...new Set([give.per_minor, scale, 5 * scale, 10 * scale, 100 * scale])];
  return (
    <>
      <NumberChoice
        label={t('money', { currency: document.currency })}
        value={give.per_minor}
        chips={chips.sort((a, b) => a - b)}
        min={1}
        max={1_000_000 * scale}
        scale={scale}
        choose={(value) => edit({ part: 'money', value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={give.remainder === 'keep'}
          onChange={(event) =>
            edit({ part: 'remainder', value: event.target.checked ? 'keep' : 'drop' })
          }
        />
        {t('keep_rest')}
      </label>
    </>
  );
};

const Categories = ({ document, place, edit }: PartProps) => {
  const t = useT('program');
  const rule = document.rules.find(({ id }) => id === place.id);
  const [text, setText] = useState((rule?.match?.categories ?? []).join(', '));
  return (
    <Field
      label={t('categories')}
      help={t('categories.help')}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const named = event.target.value.split(',').map((each) => each.trim());
        edit({ part: 'match', categories: [...new Set(named)].filter((each) => each !== '') });
      }}
    />
  );
};

const EXPIRIES = ['none', 'year_end', 'after_months'] as const;

const ExpiryChoice = ({ document, place, edit }: PartProps) => {
  const t = useT('program');
  const rule = useT('rule');
  const expiry = document.units.find(({ id }) => id === place.id)?.expiry ?? { kind: 'none' };
  const months = expiry.kind === 'after_months' ? expiry.months : 12;
  const expiryOf = (kind: Expiry['kind']): Expiry =>
    kind === 'after_months' ? { kind, months } : { kind };
  const labels = {
    none: rule('expiry.value.none'),
    year_end: rule('expiry.value.year_end'),
    after_months: t('months'),
  };
  return (
    <>
      <ListChoice
        options={EXPIRIES.map((kind) => ({ value: kind, label: labels[kind] }))}
        value={expiry.kind}
        choose={(kind) => edit({ part: 'expiry', value: expiryOf(kind) })}
      />
      {expiry.kind === 'after_months' && (
        <NumberChoice
          label={t('months')}
          value={months}
          chips={[3, 6, 12, 24]}
          min={1}
          max={120}
          choose={(n) => edit({ part: 'expiry', value: { kind: 'after_months', months: n } })}
        />
      )}
    </>
  );
};

const POLICIES = ['debt', 'forgive', 'negative', 'only_pending'] as const;

const Policy = ({ document, edit }: PartProps) => {
  const rule = useT('rule');
  return (
    <ListChoice
      options={POLICIES.map((policy) => ({ value: policy, label: rule(`policy.${policy}`) }))}
      value={document.refund_policy}
      choose={(value) => edit({ part: 'policy', value })}
    />
  );
};

const Counted = ({ document, place, part, edit }: PartProps) => {
  const t = useT('program');
  const label = t('other_number');
  if (part === 'size') {
    const size = document.stamp_cards.find(({ unit }) => unit === place.id)?.size ?? 10;
    const choose = (value: number) => edit({ part: 'size', value });
    return (
      <NumberChoice
        {...{ label, choose }}
        value={size}
        chips={[6, 8, 9, 10, 12]}
        min={2}
        max={100}
      />
    );
  }
  if (part === 'minutes') {
    const value = document.cool_down_minutes;
    const choose = (minutes: number) => edit({ part: 'minutes', value: minutes });
    return (
      <NumberChoice
        {...{ choose, value }}
        label={t('minutes')}
        chips={[0, 60, 120, 240]}
        min={0}
        max={1440}
      />
    );
  }
  const units = document.rules.find(({ id }) => id === place.id)?.give.units ?? 1;
  const choose = (value: number) => edit({ part: 'units', value });
  return (
    <NumberChoice
      {...{ label, choose }}
      value={units}
      chips={[1, 2, 3, 5, 10]}
      min={1}
      max={1_000_000}
    />
  );
};

const Reward = ({ document, rewards, place, edit }: PartProps) => (
  <ListChoice
    options={rewards.map(({ id, name }) => ({ value: id, label: name }))}
    value={document.stamp_cards.find(({ unit }) => unit === place.id)?.reward_id ?? ''}
    choose={(id) => edit({ part: 'reward', id })}
  />
);

/** What opens on a part of a sentence: the choices that fit in its place. */
export const PartEditor = (props: PartProps) => {
  switch (props.part) {
    case 'money':
      return <Money {...props} />;
    case 'match':
      return <Categories {...props} />;
    case 'reward':
      return <Reward {...props} />;
    case 'expiry':
      return <ExpiryChoice {...props} />;
    case 'policy':
      return <Policy {...props} />;
    default:
      return <Counted {...props} />;
  }
};
