import type { IconNode } from 'lucide';
import { Check, Coffee, Scissors, ShoppingCart, Store, Utensils, Wrench } from 'lucide';
import { plainText } from '#contract/marked-text.ts';
import { formatMoney } from '#contract/messages/format.ts';
import { sentenceWriter } from '#contract/rule-sentence.ts';
import { GOALS } from '#core/template-goals.ts';
import { documentFrom, type Trade } from '#core/templates.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { factsOf, type Setup, TRADE_ORDER } from './setup-state.ts';
import type { SetupControls } from './use-setup.ts';

const TRADE_ICONS: Record<Trade, IconNode> = {
  cafe: Coffee,
  restaurant: Utensils,
  salon: Scissors,
  shop: Store,
  eshop: ShoppingCart,
  services: Wrench,
};

/** The template's terms as the sentences that guests will read. */
const useTerms = (setup: Setup): string[] => {
  const { currency, zone } = setup;
  const { locale, intl } = useLocale();
  const { template } = factsOf(setup);
  const ids = Object.fromEntries(template.rewards.map(({ key }) => [key, key]));
  const document = documentFrom(template, { currency, zone }, ids);
  const rewardNames = Object.fromEntries(
    template.rewards.map(({ key, name }) => [key, name[intl]]),
  );
  const writer = sentenceWriter({ document, rewardNames, locale, merchantLocale: intl });
  return [
    ...document.stamp_cards.map((card) => plainText(writer.stampCard(card))),
    ...document.rules.map((rule) => plainText(writer.rule(rule))),
  ];
};

const Terms = ({ setup }: { setup: Setup }) => {
  const t = useT('setup');
  const { intl } = useLocale();
  const terms = useTerms(setup);
  const { visits, perMille, basket } = factsOf(setup);
  return (
    <section>
      <h2>{t('template.title', { trade: setup.trade })}</h2>
      <ul className="terms">
        {terms.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
      <p className="notice good">
        <Icon node={Check} />
        <span>
          {t('template.facts', {
            basket: formatMoney(basket, setup.currency, intl),
            visits: visits ?? 0,
            percent: new Intl.NumberFormat(intl, { maximumFractionDigits: 0 }).format(
              (perMille ?? 0) / 10,
            ),
          })}
        </span>
      </p>
    </section>
  );
};

/** Trade and goal; the template follows and is shown as its sentences. */
export const ProgramStep = ({ setup, change }: SetupControls) => {
  const t = useT('setup');
  return (
    <>
      <header>
        <h1>{t('trade.title')}</h1>
        <p className="quiet">{t('trade.text')}</p>
      </header>
      <div className="trades" role="radiogroup" aria-label={t('trade.title')}>
        {TRADE_ORDER.map((trade) => (
          <label key={trade} className="trade">
            <input
              type="radio"
              name="trade"
              checked={setup.trade === trade}
              onChange={() => change({ trade })}
            />
            <Icon node={TRADE_ICONS[trade]} />
            <span>{t(`trade.${trade}`)}</span>
          </label>
        ))}
      </div>
      <fieldset className="goals">
        <legend>{t('goal.title')}</legend>
        {GOALS.map((goal) => (
          <label key={goal}>
            <input
              type="radio"
              name="goal"
              checked={setup.goal === goal}
              onChange={() => change({ goal })}
            />
            <span>{t(`goal.${goal}`)}</span>
          </label>
        ))}
      </fieldset>
      <Terms setup={setup} />
    </>
  );
};
