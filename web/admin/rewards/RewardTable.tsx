import { Link } from '@tanstack/react-router';
import { Gift } from 'lucide';
import { formatMoney } from '#contract/messages/format.ts';
import type { RewardView } from '#contract/reward.ts';
import type { ProgramDocument } from '#core/program.ts';
import { UNIT_ICONS } from '../../shared/unit-icons.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { giveBackOf } from './reward-draft.ts';

export type RewardActions = {
  document: ProgramDocument | undefined;
  edit: (reward: RewardView) => void;
  archive: (reward: RewardView) => void;
};

const useWorth = (reward: RewardView): string => {
  const t = useT('rewards');
  const { intl } = useLocale();
  if (reward.amount_minor !== null) return formatMoney(reward.amount_minor, reward.currency, intl);
  if (reward.percent === null) return t(`kind.${reward.kind}`);
  const percent = new Intl.NumberFormat(intl, { style: 'percent' });
  return `${t(`kind.${reward.kind}`)}, ${percent.format(reward.percent / 100)}`;
};

const Actions = ({
  reward,
  isOnCard,
  actions,
}: {
  reward: RewardView;
  isOnCard: boolean;
  actions: RewardActions;
}) => {
  const t = useT('rewards');
  if (!reward.active) return null;
  return (
    <>
      <button type="button" className="link" onClick={() => actions.edit(reward)}>
        {t('change')}
        <span className="visually-hidden"> {reward.name}</span>
      </button>
      {!isOnCard && (
        <button type="button" className="link" onClick={() => actions.archive(reward)}>
          {t('archive')}
          <span className="visually-hidden"> {reward.name}</span>
        </button>
      )}
    </>
  );
};

const Row = ({ reward, actions }: { reward: RewardView; actions: RewardActions }) => {
  const t = useT('rewards');
  const { intl } = useLocale();
  const { counted } = useUnits();
  const worth = useWorth(reward);
  const { cost, cost_of_goods_minor: goods, stock } = reward;
  const isOnCard =
    actions.document?.stamp_cards.some(({ reward_id }) => reward_id === reward.id) ?? false;
  const perMille = actions.document ? giveBackOf(reward, actions.document) : null;
  const percent = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <tr>
      <td>
        <span className="reward-name">
          <Icon node={UNIT_ICONS[reward.icon ?? ''] ?? Gift} />
          <span>
            <span className="strong">{reward.name}</span>
            <span className="small quiet line">{worth}</span>
            {stock !== null && (
              <span className="small quiet line">
                {t('stock.left', { n: new Intl.NumberFormat(intl).format(stock) })}
              </span>
            )}
            {isOnCard && (
              <span className="small quiet line">
                {t('on_card')}{' '}
                <Link className="link" to="/admin/program">
                  {t('to_program')}
                </Link>
              </span>
            )}
          </span>
        </span>
      </td>
      <td className="end price">{counted(cost.unit, cost.amount)}</td>
      <td className="end wide">
        {goods === null ? '–' : formatMoney(goods, reward.currency, intl)}
      </td>
      <td className="end wide">{perMille === null ? '–' : percent.format(perMille / 1000)}</td>
      <td className="end wide">{new Intl.NumberFormat(intl).format(reward.used)}</td>
      <td className="end actions">
        <Actions reward={reward} isOnCard={isOnCard} actions={actions} />
      </td>
    </tr>
  );
};

type Props = { rewards: readonly RewardView[]; actions: RewardActions };

export const RewardTable = ({ rewards, actions }: Props) => {
  const t = useT('rewards');
  return (
    <table className="table rewards">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col" className="end">
            {t('price')}
          </th>
          <th scope="col" className="end wide">
            {t('cost_of_goods')}
          </th>
          <th scope="col" className="end wide">
            {t('give_back')}
          </th>
          <th scope="col" className="end wide">
            {t('used')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rewards.map((reward) => (
          <Row key={reward.id} reward={reward} actions={actions} />
        ))}
      </tbody>
    </table>
  );
};
