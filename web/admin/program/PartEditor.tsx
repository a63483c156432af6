import type { ReactNode } from 'react';
import { minorDigits } from '#contract/messages/format.ts';
import type { RewardView } from '#contract/reward.ts';
import type { Expiry, ProgramDocument } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { BoundFields } from './BoundFields.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { ListChoice, NumberChoice } from './choices.tsx';
import type { Edit, Place } from './edit.ts';
import { FactorChoice } from './FactorChoice.tsx';
import { MatchFields } from './MatchFields.tsx';
import type { Sources } from './sources.ts';
import { UnitChoice } from './UnitChoice.tsx';

export type PartProps = {
  document: ProgramDocument;
  rewards: readonly RewardView[];
  sources: Sources;
  place: Place;
  part: string;
  edit: (edit: Edit) => void;
};

const termOf = ({ document, place }: Pick<PartProps, 'document' | 'place'>) => {
  const terms = place.kind === 'promotion' ? (document.promotions ?? []) : document.rules;
  return terms.find(({ id }) => id === place.id);
};

const Money = (props: PartProps) => {
  const t = useT('program');
  const { document, place, edit } = props;
  const give = termOf(props)?.give;
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
      {/* A promotion carries nothing over. */}
      <label className="check" hidden={place.kind === 'promotion'}>
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

const Match = (props: PartProps) => (
  <MatchFields
    match={termOf(props)?.match ?? {}}
    sources={props.sources}
    change={(value) => props.edit({ part: 'match', value })}
  />
);

const indexOf = (part: string): number => Number(part.split('.')[1]);

type RemoveProps = { label: string; remove: () => void };

const Remove = ({ label, remove }: RemoveProps) => (
  <button type="button" className="btn plain" onClick={remove}>
    {label}
  </button>
);

const When = (props: PartProps) => {
  const t = useT('program');
  const { document, sources, edit } = props;
  const index = indexOf(props.part);
  const condition = termOf(props)?.when?.[index];
  if (!condition) return null;
  return (
    <>
      <ConditionFields
        {...{ condition, document, sources }}
        change={(value) => edit({ part: 'when', index, value })}
      />
      <Remove
        label={t('remove_condition')}
        remove={() => edit({ part: 'when', index, value: null })}
      />
    </>
  );
};

const LimitPart = (props: PartProps) => {
  const t = useT('program');
  const index = indexOf(props.part);
  const limit = termOf(props)?.limits?.[index];
  if (!limit) return null;
  return (
    <>
      <BoundFields
        bound={limit}
        of={limit.of}
        change={(value) => props.edit({ part: 'limit', index, value: { of: limit.of, ...value } })}
        changeOf={(of) => props.edit({ part: 'limit', index, value: { ...limit, of } })}
      />
      <Remove
        label={t('remove_limit')}
        remove={() => props.edit({ part: 'limit', index, value: null })}
      />
    </>
  );
};

const CapPart = ({ document, place, edit }: PartProps) => {
  const t = useT('program');
  const cap = document.caps?.[Number(place.id)];
  if (!cap) return null;
  return (
    <>
      <UnitChoice
        document={document}
        value={cap.unit}
        label={t('which_unit')}
        choose={(unit) => edit({ part: 'cap', value: { ...cap, unit } })}
      />
      <BoundFields
        bound={cap}
        change={(value) => edit({ part: 'cap', value: { unit: cap.unit, ...value } })}
      />
    </>
  );
};

const UnitPart = (props: PartProps) => {
  const t = useT('program');
  return (
    <UnitChoice
      document={props.document}
      value={termOf(props)?.give.unit ?? ''}
      label={t('which_unit')}
      choose={(value) => props.edit({ part: 'unit', value })}
    />
  );
};

const FactorPart = (props: PartProps) => {
  const give = termOf(props)?.give;
  if (give?.kind !== 'multiplier') return null;
  return (
    <FactorChoice
      give={give}
      choose={(numerator, denominator) => props.edit({ part: 'factor', numerator, denominator })}
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

const Size = ({ document, place, edit }: PartProps) => {
  const t = useT('program');
  return (
    <NumberChoice
      label={t('other_number')}
      value={document.stamp_cards.find(({ unit }) => unit === place.id)?.size ?? 10}
      chips={[6, 8, 9, 10, 12]}
      min={2}
      max={100}
      choose={(value) => edit({ part: 'size', value })}
    />
  );
};

const CoolDown = ({ document, edit }: PartProps) => {
  const t = useT('program');
  return (
    <NumberChoice
      label={t('minutes')}
      value={document.cool_down_minutes}
      chips={[0, 60, 120, 240]}
      min={0}
      max={1440}
      choose={(value) => edit({ part: 'minutes', value })}
    />
  );
};

const Units = (props: PartProps) => {
  const t = useT('program');
  const give = termOf(props)?.give;
  if (!give || !('units' in give)) return null;
  const chips = props.place.kind === 'promotion' ? [1, 5, 10, 20, 50] : [1, 2, 3, 5, 10];
  return (
    <>
      <NumberChoice
        label={t('other_number')}
        value={give.units}
        chips={chips}
        min={1}
        max={1_000_000}
        choose={(value) => props.edit({ part: 'units', value })}
      />
      {props.place.kind === 'promotion' && <UnitPart {...props} />}
    </>
  );
};

const Reward = ({ document, rewards, place, edit }: PartProps) => (
  <ListChoice
    options={rewards.map(({ id, name }) => ({ value: id, label: name }))}
    value={document.stamp_cards.find(({ unit }) => unit === place.id)?.reward_id ?? ''}
    choose={(id) => edit({ part: 'reward', id })}
  />
);

const EDITORS: Record<string, (props: PartProps) => ReactNode> = {
  ...{ money: Money, match: Match, reward: Reward, expiry: ExpiryChoice, policy: Policy },
  ...{ size: Size, minutes: CoolDown, units: Units, unit: UnitPart, factor: FactorPart },
  ...{ when: When, limit: LimitPart, cap: CapPart },
};

/** What opens on a part of a sentence: the choices that fit in its place. */
export const PartEditor = (props: PartProps) => {
  const Fitting = EDITORS[props.part.split('.')[0] ?? ''];
  if (!Fitting) throw new Error(`nothing edits the part ${props.part}`);
  return <Fitting {...props} />;
};
