import { useId, useState } from 'react';
import type { RewardView } from '#contract/reward.ts';
import { UNIT_ICONS } from '../../shared/unit-icons.ts';
import { ApiFault, api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';
import { createOf, type Draft, draftOf, emptyDraft, updateOf } from './reward-draft.ts';
import { useRewardWrite } from './rewards-query.ts';

type Part = {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  fault: (path: string) => string | undefined;
};

type ChoiceProps<V extends string> = {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  choose: (value: V) => void;
};

const Choice = <V extends string>({ label, value, options, choose }: ChoiceProps<V>) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value as V)}>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </div>
  );
};

const KINDS = ['free_product', 'amount_off', 'percent_off'] as const;

const What = ({ draft, change, fault, isNew }: Part & { isNew: boolean }) => {
  const t = useT('rewards');
  const { shop } = useSession();
  const kinds = KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));
  return (
    <>
      <Field
        label={t('name')}
        required
        maxLength={80}
        data-autofocus
        value={draft.name}
        fault={fault('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      {isNew && (
        <Choice
          label={t('kind')}
          value={draft.kind}
          options={kinds}
          choose={(kind) => change({ kind })}
        />
      )}
      {draft.kind === 'amount_off' && (
        <Field
          label={`${t('amount')} (${shop.currency})`}
          required
          inputMode="decimal"
          value={draft.amount}
          fault={fault('amount_minor')}
          onChange={(event) => change({ amount: event.target.value })}
        />
      )}
      {draft.kind === 'percent_off' && (
        <Field
          label={t('percent')}
          required
          type="number"
          min={1}
          max={100}
          value={draft.percent}
          fault={fault('percent')}
          onChange={(event) => change({ percent: event.target.value })}
        />
      )}
      {draft.kind === 'free_product' && (
        <Field
          label={t('product')}
          maxLength={80}
          help={t('product.help')}
          value={draft.product}
          fault={fault('product')}
          onChange={(event) => change({ product: event.target.value })}
        />
      )}
    </>
  );
};

const Price = ({ draft, change, fault }: Part) => {
  const t = useT('rewards');
  const { units, named } = useUnits();
  return (
    <div className="pair">
      <Field
        label={t('price')}
        type="number"
        required
        min={1}
        value={draft.price}
        fault={fault('cost.amount')}
        onChange={(event) => change({ price: event.target.value })}
      />
      <Choice
        label={t('unit')}
        value={draft.unit}
        options={units.map(({ id }) => ({ value: id, label: named(id) }))}
        choose={(unit) => change({ unit })}
      />
    </div>
  );
};

const Costs = ({ draft, change, fault }: Part) => {
  const t = useT('rewards');
  const { shop } = useSession();
  const icons = Object.keys(UNIT_ICONS).map((icon) => ({ value: icon, label: icon }));
  return (
    <>
      <Field
        label={`${t('cost_of_goods')} (${shop.currency})`}
        inputMode="decimal"
        help={t('cost_of_goods.help')}
        value={draft.goods}
        fault={fault('cost_of_goods_minor')}
        onChange={(event) => change({ goods: event.target.value })}
      />
      <div className="pair">
        <Field
          label={t('stock')}
          type="number"
          min={0}
          help={t('stock.help')}
          value={draft.stock}
          fault={fault('stock')}
          onChange={(event) => change({ stock: event.target.value })}
        />
        <Choice
          label={t('icon')}
          value={draft.icon}
          options={[{ value: '', label: t('icon.none') }, ...icons]}
          choose={(icon) => change({ icon })}
        />
      </div>
    </>
  );
};

type Props = { reward: RewardView | null; isOnCard: boolean; close: () => void };

/** A new reward, or a new revision of one; the price of a full card belongs to the program. */
export const RewardDialog = ({ reward, isOnCard, close }: Props) => {
  const t = useT('rewards');
  const all = useT('admin');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { units } = useUnits();
  const first = units.find(({ kind }) => kind !== 'stamps') ?? units[0];
  const [draft, setDraft] = useState(() =>
    reward ? draftOf(reward, intl) : emptyDraft(first?.id ?? ''),
  );
  const write = useRewardWrite(
    () =>
      reward
        ? api.patch(`/v1/rewards/${reward.id}`, updateOf(draft, reward, intl))
        : api.post<RewardView>('/v1/rewards', createOf(draft, shop.currency)),
    close,
  );
  const part: Part = {
    draft,
    change: (changes) => setDraft((known) => ({ ...known, ...changes })),
    fault: (path) => (write.error instanceof ApiFault ? write.error.field(path) : undefined),
  };
  return (
    <FormDialog
      title={t(reward ? 'edit' : 'new')}
      submit={reward ? all('save') : t('new.submit')}
      isPending={write.isPending}
      fault={write.error}
      onSubmit={() => write.mutate(undefined)}
      onClose={close}
    >
      <What {...part} isNew={reward === null} />
      {isOnCard ? <p className="small quiet">{t('on_card')}</p> : <Price {...part} />}
      <Costs {...part} />
    </FormDialog>
  );
};
