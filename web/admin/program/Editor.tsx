import { Menu } from '@mantine/core';
import { Plus } from 'lucide';
import { useState } from 'react';
import type { ProgramVersionView } from '#contract/program.ts';
import type { RewardView } from '#contract/reward.ts';
import type { Unit } from '#core/program.ts';
import { moneyScale } from '#core/templates.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { countedUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';
import { addTerm, applyEdit, NEW_TERMS, removeTerm, renameUnit } from './edit.ts';
import { type TermControls, TermRow } from './TermRow.tsx';
import type { Term } from './terms.ts';
import { UnitWords } from './UnitWords.tsx';
import type { DraftControls } from './use-draft.ts';

type Props = {
  live: ProgramVersionView;
  rewards: readonly RewardView[];
  draft: DraftControls;
  terms: readonly Term[];
};

const AddRule = ({ live, rewards, draft, unit }: Props & { unit: Unit }) => {
  const t = useT('program');
  const { document, change } = draft;
  const onCards = document.stamp_cards.map(({ reward_id }) => reward_id);
  const free = rewards.find(({ id }) => !onCards.includes(id));
  const adding = {
    taken: [...live.document.rules, ...live.document.units].map(({ id }) => id),
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
  const name = countedUnits([unit], unit.id, 2, words).replace(/^\S+\s/, '');
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

/** The program as its sentences, unit by unit. */
export const Editor = (props: Props) => {
  const t = useT('program');
  const controls = useControls(props);
  const { document } = props.draft;
  const of = (section: string) => props.terms.filter((term) => term.section === section);
  return (
    <div className="program-terms">
      {document.units.map((unit) => (
        <UnitSection key={unit.id} {...props} unit={unit} terms={of(unit.id)} />
      ))}
      <section>
        <header>
          <h2>{t('general')}</h2>
        </header>
        <ul className="terms-list">
          {of('general').map((term) => (
            <TermRow key={term.key} term={term} shared={controls} />
          ))}
        </ul>
      </section>
    </div>
  );
};
