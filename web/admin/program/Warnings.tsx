import { TriangleAlert } from 'lucide';
import type { RewardView } from '#contract/reward.ts';
import type { ProgramDocument } from '#core/program.ts';
import { templateFor } from '#core/templates.ts';
import { type Warning, warningsFor } from '#core/warnings.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { countedUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';

type Props = { document: ProgramDocument; rewards: readonly RewardView[] };

/** Prices as they will be: a full card costs its size. */
const pricedBy = ({ document, rewards }: Props) =>
  rewards.map(({ id, cost, cost_of_goods_minor }) => {
    const card = document.stamp_cards.find(({ reward_id }) => reward_id === id);
    return {
      cost: card ? { unit: card.unit, amount: card.size } : cost,
      cost_of_goods_minor: cost_of_goods_minor ?? undefined,
    };
  });

const useSentence = (document: ProgramDocument): ((warning: Warning) => string) => {
  const t = useT('program');
  const { intl } = useLocale();
  const { shop } = useSession();
  const words = { reader: intl, merchant: shop.locale };
  const counted = (unit: string, n: number) => countedUnits(document.units, unit, n, words);
  const percent = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 1 });
  return (warning) => {
    switch (warning.code) {
      case 'give_back_low':
      case 'give_back_high':
        return t(`warning.${warning.code}`, {
          percent: percent.format(warning.params.per_mille / 1000),
        });
      case 'welcome_pays_reward': {
        const { unit, units, cost } = warning.params;
        return t('warning.welcome_pays_reward', {
          units: counted(unit, units),
          cost: counted(unit, cost),
        });
      }
      case 'unit_buys_nothing': {
        const name = counted(warning.params.unit, 2).replace(/^\S+\s/, '');
        return t('warning.unit_buys_nothing', {
          unit: name.charAt(0).toLocaleUpperCase(intl) + name.slice(1),
        });
      }
      default:
        return t(`warning.${warning.code}`, warning.params);
    }
  };
};

/** Rules of thumb that the draft misses, as sentences; nothing is forbidden by them. */
export const Warnings = (props: Props) => {
  const t = useT('program');
  const { shop } = useSession();
  const sentence = useSentence(props.document);
  const { typical } = templateFor(shop.trade, shop.currency);
  const warnings = warningsFor({ document: props.document, rewards: pricedBy(props), typical });
  if (warnings.length === 0) return null;
  return (
    <section className="section">
      <header>
        <h2>{t('warnings')}</h2>
      </header>
      <ul className="program-warnings">
        {warnings.map((warning) => (
          <li key={JSON.stringify(warning)} className="notice warn">
            <Icon node={TriangleAlert} />
            <span>{sentence(warning)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
