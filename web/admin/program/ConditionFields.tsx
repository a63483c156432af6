import { minorDigits } from '#contract/messages/format.ts';
import { type ArgumentType, CONDITION_ARGUMENTS, type Condition } from '#core/condition.ts';
import { type LineMatch, LOCALES, type ProgramDocument } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { ListChoice, ManyChoice, NumberChoice, WordsField } from './choices.tsx';
import { MatchFields } from './MatchFields.tsx';
import type { Sources } from './sources.ts';

type FieldProps = {
  label: string;
  value: unknown;
  document: ProgramDocument;
  sources: Sources;
  /** The largest number of days that makes sense here. */
  mostDays: number;
  change: (value: unknown) => void;
};

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday; the days after it give the weekdays their names. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const Weekdays = ({ label, value, change }: FieldProps) => {
  const { intl } = useLocale();
  const format = new Intl.DateTimeFormat(intl, { weekday: 'short', timeZone: 'UTC' });
  const named = (day: number) => format.format(MONDAY + (day - 1) * DAY_MS);
  return (
    <ManyChoice
      legend={label}
      options={WEEK.map((day) => ({ value: day as number, label: named(day) }))}
      values={value as number[]}
      atLeastOne
      choose={change}
    />
  );
};

const Locations = ({ label, value, sources, change }: FieldProps) => (
  <ManyChoice
    legend={label}
    options={sources.locations.map(({ id, name }) => ({ value: id, label: name }))}
    values={value as string[]}
    atLeastOne
    choose={change}
  />
);

const Tiers = ({ label, value, document, change }: FieldProps) => {
  const { intl } = useLocale();
  const tiers = document.tiers?.tiers ?? [];
  const nameOf = (names: (typeof tiers)[number]['names'], id: string) =>
    names[intl] ?? LOCALES.map((locale) => names[locale]).find(Boolean) ?? id;
  return (
    <ManyChoice
      legend={label}
      options={tiers.map(({ id, names }) => ({ value: id, label: nameOf(names, id) }))}
      values={value as string[]}
      atLeastOne
      choose={change}
    />
  );
};

const Channel = ({ value, change }: FieldProps) => {
  const t = useT('program');
  return (
    <ListChoice
      options={[
        { value: 'shop', label: t('channel.shop') },
        { value: 'online', label: t('channel.online') },
      ]}
      value={value as 'shop' | 'online'}
      choose={change}
    />
  );
};

const Money = ({ label, value, document, change }: FieldProps) => {
  const scale = 10 ** minorDigits(document.currency);
  return (
    <NumberChoice
      {...{ label, scale }}
      value={value as number}
      chips={[10 * scale, 20 * scale, 50 * scale]}
      min={1}
      max={1_000_000 * scale}
      choose={change}
    />
  );
};

const Count = ({ label, value, change, chips, min, max }: FieldProps & CountProps) => (
  <NumberChoice {...{ label, chips, min, max }} value={value as number} choose={change} />
);
type CountProps = { chips: number[]; min: number; max: number };

const Tags = ({ label, value, change }: FieldProps) => (
  <WordsField
    label={label}
    values={value as string[]}
    choose={(tags) => tags.length > 0 && change(tags)}
  />
);

/** The field that fits an argument's type. */
const ArgumentField = ({ type, ...props }: FieldProps & { type: ArgumentType }) => {
  const { label, value, change } = props;
  switch (type) {
    case 'weekdays':
      return <Weekdays {...props} />;
    case 'locations':
      return <Locations {...props} />;
    case 'tiers':
      return <Tiers {...props} />;
    case 'channel':
      return <Channel {...props} />;
    case 'money':
      return <Money {...props} />;
    case 'tags':
      return <Tags {...props} />;
    case 'days':
      return <Count {...props} chips={[0, 3, 7, 30]} min={0} max={props.mostDays} />;
    case 'pieces':
      return <Count {...props} chips={[1, 2, 3]} min={1} max={1000} />;
    case 'match':
      return <MatchFields {...props} match={value as LineMatch} />;
    default:
      return (
        <Field
          type={type}
          label={label}
          value={(value as string | null) ?? ''}
          onChange={(event) => change(event.target.value || null)}
        />
      );
  }
};

/** A change that would leave nothing to ask is not taken: the condition can be removed instead. */
const isWhole = (condition: Condition): boolean => {
  if (condition.kind === 'hours') return Boolean(condition.from && condition.to);
  if (condition.kind === 'dates') return condition.from !== null || condition.to !== null;
  return condition.kind !== 'new_member' || condition.days > 0;
};

type Props = {
  condition: Condition;
  document: ProgramDocument;
  sources: Sources;
  change: (condition: Condition) => void;
};

/** A condition as a form, made from the types of its arguments. */
export const ConditionFields = ({ condition, change, ...where }: Props) => {
  const t = useT('program');
  const { kind } = condition;
  const types = Object.entries(CONDITION_ARGUMENTS[kind]) as [string, ArgumentType][];
  return (
    <div className={types.length > 1 ? 'part-editor arguments' : 'part-editor'}>
      {types.map(([name, type]) => (
        <ArgumentField
          key={name}
          {...where}
          type={type}
          mostDays={kind === 'birthday' ? 60 : 3650}
          label={t(`argument.${kind}.${name}` as 'argument.hours.from')}
          value={(condition as Record<string, unknown>)[name]}
          change={(value) => {
            const next = { ...condition, [name]: value } as Condition;
            if (isWhole(next)) change(next);
          }}
        />
      ))}
    </div>
  );
};
