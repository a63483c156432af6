import { Menu } from '@mantine/core';
import { Plus } from 'lucide';
import { plainText } from '#contract/marked-text.ts';
import type { ProgramVersionView } from '#contract/program.ts';
import { addDays } from '#core/calendar.ts';
import { promotedUnit, promotionFor, promotionIdeas } from '#core/promotion-templates.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSession } from '../session.ts';
import { addPromotion } from './edit.ts';
import { useToday } from './term-controls.ts';
import type { Writer } from './terms.ts';
import type { DraftControls } from './use-draft.ts';

type Props = { live: ProgramVersionView; draft: DraftControls; writer: Writer };

const WEEK = 6;
const SEASON = 30;

/** Ready-made promotions as the sentences they will be. */
export const AddPromotion = ({ live, draft, writer }: Props) => {
  const t = useT('program');
  const { shop } = useSession();
  const today = useToday();
  const { document, change } = draft;
  const place = {
    ...{ unit: promotedUnit(document), today },
    ...{ weekEnd: addDays(today, WEEK), seasonEnd: addDays(today, SEASON) },
  };
  const taken = [...live.document.rules, ...(live.document.promotions ?? [])].map(({ id }) => id);
  return (
    <Menu position="bottom-start" width={420}>
      <Menu.Target>
        <button type="button" className="link add">
          <Icon node={Plus} small />
          {t('add_promotion')}
        </button>
      </Menu.Target>
      <Menu.Dropdown className="long-menu">
        {promotionIdeas(shop.trade).map((idea) => {
          const promotion = promotionFor(idea, shop.trade, place);
          const id = idea.replaceAll('_', '-');
          return (
            <Menu.Item
              key={idea}
              onClick={() => change(addPromotion(document, id, promotion, taken))}
            >
              <span className="strong">{t(`idea.${idea}`)}</span>
              <span className="small quiet idea">
                {plainText(writer.promotion({ id, ...promotion }))}
              </span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
};
