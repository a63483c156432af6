import { Qr } from '../../shared/Qr.tsx';
import { useTexts } from '../app/language.ts';
import { Head } from '../parts/Head.tsx';

/** Turned to the guest: their phone opens the card, nothing is typed. */
export const CardSheet = ({ url, shortCode }: { url: string; shortCode: string }) => {
  const { t } = useTexts();
  return (
    <section class="state middle">
      <div class="narrow">
        <Head title={t('card.title')}>
          <p class="quiet">{t('card.lead')}</p>
        </Head>
        <div class="sheet">
          <Qr text={url} label={t('card.qr')} />
          <p class="short-code num">
            {shortCode.slice(0, 4)} {shortCode.slice(4)}
          </p>
        </div>
      </div>
    </section>
  );
};
