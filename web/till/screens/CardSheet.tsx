import { Qr } from '../../shared/Qr.tsx';
import { useTexts } from '../app/language.ts';
import { useApp } from '../app/state.ts';
import { Head } from '../parts/Head.tsx';

/**
 * Turned to the guest: their phone opens the card, nothing is typed. Offline the card has no page
 * yet; a photo of its code is as good at the till.
 */
export const CardSheet = () => {
  const { t } = useTexts();
  const card = useApp((it) => it.new_card);
  if (!card) return null;
  const { url, code, short_code: short } = card;
  return (
    <section class="state middle">
      <div class="narrow">
        <Head title={t('card.title')}>
          <p class="quiet lead">{t(url ? 'card.lead' : 'card.lead_offline')}</p>
        </Head>
        <div class="sheet">
          <Qr text={url ?? code} label={t(url ? 'card.qr' : 'card.qr_offline')} />
          <p class="short-code num">
            {short.slice(0, 4)} {short.slice(4)}
          </p>
        </div>
      </div>
    </section>
  );
};
