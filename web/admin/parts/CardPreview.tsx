import { Gift, Stamp } from 'lucide';
import type { CSSProperties } from 'react';
import { accentColors } from '#core/accent-colors.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import { UNIT_ICONS } from '../../shared/unit-icons.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from './Icon.tsx';

export type PreviewReward = { id: string; name: string; cost: { unit: string; amount: number } };

type Props = {
  shop: string;
  color: string;
  logo?: string | null | undefined;
  document: ProgramDocument;
  rewards: readonly PreviewReward[];
  merchantLocale: Locale;
};

/** The card of a guest in the middle of the way: enough to see stamps, points and rewards. */
const sampleBalance = (document: ProgramDocument, unit: string): number => {
  const card = document.stamp_cards.find((each) => each.unit === unit);
  return card ? Math.max(1, Math.round(card.size * 0.6)) : 128;
};

/** The merchant's color only inside the preview; the admin around it stays as it is. */
const accentStyle = (color: string): CSSProperties => {
  const { accent, on_accent, accent_text, accent_line, accent_soft } = accentColors(color).light;
  return {
    '--accent': accent,
    '--on-accent': on_accent,
    '--accent-text': accent_text,
    '--accent-line': accent_line,
    '--accent-soft': accent_soft,
    '--stamp': on_accent,
    '--stamp-on': accent,
  } as CSSProperties;
};

const Stamps = ({ size, inked, icon }: { size: number; inked: number; icon: string }) => (
  <ol className="stamps" aria-hidden="true">
    {Array.from({ length: size }, (_, at) => at + 1).map((place) => (
      <li
        key={place}
        className={place <= inked ? 'stamp inked' : place === size ? 'stamp goal' : 'stamp'}
      >
        {place <= inked && <Icon node={UNIT_ICONS[icon] ?? Stamp} />}
        {place > inked && (place === size ? <Icon node={Gift} /> : place)}
      </li>
    ))}
  </ol>
);

const PreviewHero = ({ document, rewards, merchantLocale, shop, logo }: Omit<Props, 'color'>) => {
  const t = useT('admin');
  const { intl } = useLocale();
  const card = document.stamp_cards[0];
  const unit = document.units.find(({ id }) => id === (card?.unit ?? document.units[0]?.id));
  const name = (n: number) => (unit ? unitWordFor(unit.names, n, intl, merchantLocale) : '');
  const inked = unit ? sampleBalance(document, unit.id) : 0;
  const left = card ? card.size - inked : 0;
  const reward = rewards.find(({ id }) => id === card?.reward_id)?.name ?? '';
  return (
    <div className="preview-hero">
      <p className="preview-shop">
        {logo && <img src={logo} alt="" />}
        {shop}
      </p>
      <h2>
        {card
          ? t('preview.left', { n: left, word: name(left) })
          : t('preview.points', { n: inked, word: name(inked) })}
      </h2>
      {card && <p>{t('preview.for', { n: card.size, word: name(card.size), reward })}</p>}
      {card && <Stamps size={card.size} inked={inked} icon={unit?.icon ?? 'stamp'} />}
    </div>
  );
};

/** What a guest will see, live beside whatever is being changed. A picture: nothing in it acts. */
export const CardPreview = (props: Props) => {
  const { document, rewards, merchantLocale } = props;
  const t = useT('admin');
  const { intl } = useLocale();
  const points = document.units.find(({ kind }) => kind !== 'stamps');
  const word = (n: number) => (points ? unitWordFor(points.names, n, intl, merchantLocale) : '');
  const priced = rewards.filter(({ cost }) => cost.unit === points?.id).slice(0, 4);
  return (
    <figure className="preview" style={accentStyle(props.color)}>
      <figcaption className="small quiet">{t('preview.caption')}</figcaption>
      <div className="phone">
        <div>
          <PreviewHero {...props} />
          <div className="preview-sheet">
            {points && (
              <p className="preview-points">
                <b className="num">{sampleBalance(document, points.id)}</b> {word(128)}
              </p>
            )}
            <ul className="rows small">
              {priced.map(({ id, name, cost }) => (
                <li key={id}>
                  <span className="grow">{name}</span>
                  <span className="quiet num">
                    {cost.amount} {word(cost.amount)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </figure>
  );
};
