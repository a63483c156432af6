import { Menu } from '@mantine/core';
import { Plus } from 'lucide';
import { type ReactNode, useState } from 'react';
import type { ProgramVersionView } from '#contract/program.ts';
import type { RewardView } from '#contract/reward.ts';
import type { Unit } from '#core/program.ts';
import { promotedUnit } from '#core/promotion-templates.ts';
import { moneyScale } from '#core/templates.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { unitName } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';
import { AddPromotion } from './AddPromotion.tsx';
import { addTerm, applyEdit, NEW_TERMS, removeTerm, renameUnit } from './edit.ts';
import { useSources } from './sources.ts';
import { TermRow } from './TermRow.tsx';
import type { TermControls } from './term-controls.ts';
import { withCap } from './term-edit.ts';
import type { Term, Writer } from './terms.ts';
import { UnitWords } from './UnitWords.tsx';
import type { DraftControls } from './use-draft.ts';

type Props = {
  live: ProgramVersionView;
  rewards: readonly RewardView[];
  draft: DraftControls;
  terms: readonly Term[];
  writer: Writer;
};

const AddRule = ({ live, rewards, draft, unit }: Props & { unit: Unit }) => {
  const t = useT('program');
  const { document, change } = draft;
  const onCards = document.stamp_cards.map(({ reward_id }) => reward_id);
  const free = rewards.find(({ id }) => !onCards.includes(id));
  const adding = {
    taken: [
      ...live.document.rules,
      ...(live.document.promotions ?? []),
      ...live.document.units,
    ].map(({ id }) => id),
    unit: unit.id,
    perMinor: moneyScale(document.currency),
    rewardId: free?.id ?? null,
  };
  const offered = NEW_TERMS.filter((term) => term !== 'stamp_card' || free);
  return (
    <Menu position="bottom-start" width={260} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="link add">
          <Icon node={Plus} small />
          {t('add')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((term) => (
          <Menu.Item key={term} onClick={() => change(addTerm(document, term, adding))}>
            {t(`add.${term}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const useControls = ({ draft: { document, change }, rewards }: Props): TermControls => ({
  document,
  rewards,
  sources: useSources(document),
  edit: (place, edit) => change(applyEdit(document, place, edit)),
  remove: (place) => change(removeTerm(document, place)),
});

const UnitSection = (props: Props & { unit: Unit }) => {
  const { unit, terms, draft } = props;
  const t = useT('program');
  const { intl } = useLocale();
  const { shop } = useSession();
  const controls = useControls(props);
  const [isNaming, setNaming] = useState(false);
  const words = { reader: intl, merchant: shop.locale };
  const name = unitName([unit], unit.id, words);
  return (
    <section>
      <header>
        <h2>{name}</h2>
        <button type="button" className="link small" onClick={() => setNaming(true)}>
          {t('words')}
          <span className="visually-hidden">: {name}</span>
        </button>
      </header>
      <ul className="terms-list">
        {terms.map((term) => (
          <TermRow key={term.key} term={term} shared={controls} />
        ))}
      </ul>
      <AddRule {...props} />
      {isNaming && (
        <UnitWords
          unit={unit}
          locale={shop.locale}
          rename={(names) => draft.change(renameUnit(draft.document, unit.id, names))}
          close={() => setNaming(false)}
        />
      )}
    </section>
  );
};

type TermSectionProps = {
  title: string;
  terms: readonly Term[];
  controls: TermControls;
  children: ReactNode;
};

const TermSection = ({ title, terms, controls, children }: TermSectionProps) => (
  <section>
    <header>
      <h2>{title}</h2>
    </header>
    <ul className="terms-list">
      {terms.map((term) => (
        <TermRow key={term.key} term={term} shared={controls} />
      ))}
    </ul>
    {children}
  </section>
);

const MOST_CAPS = 10;

const AddCap = ({ draft: { document, change } }: Props) => {
  const t = useT('program');
  const caps = document.caps ?? [];
  if (caps.length >= MOST_CAPS) return null;
  const cap = { unit: promotedUnit(document), most: 100, per: 'day' } as const;
  return (
    <button
      type="button"
      className="link add"
      onClick={() => change(withCap(document, caps.length, cap))}
    >
      <Icon node={Plus} small />
      {t('add_cap')}
    </button>
  );
};

/** The program as its sentences: unit by unit, promotions, what holds in general. */
export const Editor = (props: Props) => {
  const t = useT('program');
  const controls = useControls(props);
  const { document } = props.draft;
  const of = (section: string) => props.terms.filter((term) => term.section === section);
  const promotions = of('promotions');
  return (
    <div className="program-terms">
      {document.units.map((unit) => (
        <UnitSection key={unit.id} {...props} unit={unit} terms={of(unit.id)} />
      ))}
      <TermSection title={t('promotions')} terms={promotions} controls={controls}>
        {promotions.length === 0 && (
          <p className="small quiet promotions-none">{t('promotions.none')}</p>
        )}
        <AddPromotion {...props} />
      </TermSection>
      <TermSection title={t('general')} terms={of('general')} controls={controls}>
        <AddCap {...props} />
      </TermSection>
    </div>
  );
};
