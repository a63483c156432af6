import { useState } from 'preact/hooks';
import { minorDigits } from '#contract/messages/format.ts';
import type { TillProgram } from '#contract/till-directory.ts';
import { recordPurchase } from '../app/awards.ts';
import { type Texts, useTexts } from '../app/language.ts';
import { useApp } from '../app/state.ts';
import { categoryWord, gainText, moneyText } from '../app/words.ts';
import { padMinor, pressPad } from '../logic/amount-pad.ts';
import { type AmountGain, amountCategories, amountGains } from '../logic/member-view.ts';
import { Head } from '../parts/Head.tsx';
import { Pad } from '../parts/Pad.tsx';
import { useTyped } from '../parts/use-typed.ts';

/** Decimals that people type: none for forints, though they are kept with two. */
const typedDecimals = (currency: string): number =>
  currency === 'HUF' ? 0 : minorDigits(currency);

const decimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find((it) => it.type === 'decimal')?.value ??
  '.';

/** The sum as it is being typed, with the currency where the language puts it. */
const typedMoney = (typed: string, currency: string, { locale }: Texts): string => {
  const fraction = typed.split('.')[1];
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: fraction?.length ?? 0,
    maximumFractionDigits: fraction?.length ?? 0,
  });
  return format
    .formatToParts(Number(typed || '0'))
    .map((it) => it.value)
    .join('')
    .concat(typed.endsWith('.') ? decimalSign(locale) : '');
};

const gainsText = (program: TillProgram, texts: Texts, gains: AmountGain[]): string =>
  gains
    .filter((it) => it.units > 0)
    .map((it) => gainText(program, texts, it.unit, it.units))
    .join(', ');

const promise = (
  program: TillProgram,
  texts: Texts,
  gains: AmountGain[],
  minor: number,
): string => {
  const { t } = texts;
  if (minor === 0) return t('amount.nothing');
  const gain = gainsText(program, texts, gains);
  const kept = gains.reduce((sum, it) => sum + (it.kept_minor ?? 0), 0);
  if (kept > 0 && gains.length === 1) {
    const first = gains[0];
    const given = gain || gainText(program, texts, first?.unit ?? '', 0);
    return t('amount.kept', { gain: given, money: moneyText(program, texts, kept) });
  }
  return gain || t('amount.no_gain');
};

const Categories = (props: {
  categories: string[];
  chosen: string | null;
  choose: (category: string | null) => void;
}) => {
  const { t } = useTexts();
  return (
    <fieldset class="segmented" aria-label={t('amount.category')}>
      {[null, ...props.categories].map((it) => (
        <button
          type="button"
          key={it ?? ''}
          aria-pressed={it === props.chosen}
          onClick={() => props.choose(it)}
        >
          {it === null ? t('amount.all') : categoryWord(t, it, 1)}
        </button>
      ))}
    </fieldset>
  );
};

/** What the guest pays, with what it will give before it is given. */
export const Amount = () => {
  const texts = useTexts();
  const { t, locale } = texts;
  const program = useApp((it) => it.program);
  const guest = useApp((it) => it.guest);
  const online = useApp((it) => it.online);
  const pad = useTyped();
  const typed = pad.text;
  const [category, setCategory] = useState<string | null>(null);
  if (!program || !guest) return null;
  const { currency } = program.merchant;
  const decimals = typedDecimals(currency);
  const minor = padMinor(typed, minorDigits(currency));
  const gains = amountGains(program, guest.member, minor, category);
  const gain = gainsText(program, texts, gains);
  const submit = () => {
    const sum = padMinor(pad.read(), minorDigits(currency));
    if (sum === 0) return;
    const given = gainsText(program, texts, amountGains(program, guest.member, sum, category));
    const done = given ? t('toast.awarded', { gain: given }) : t('toast.purchase');
    void recordPurchase(sum, category, done);
  };
  const categories = amountCategories(program);
  const sep = { text: decimalSign(locale), label: t('key.decimal') };
  const press = (key: Parameters<typeof pressPad>[1]) =>
    pad.change((before) => pressPad(before, key, decimals));
  return (
    <section class="state">
      <Head title={guest.member.name ?? t('member.nameless')}>
        <p class="quiet">{t('amount.title')}</p>
      </Head>
      {categories.length > 0 && (
        <Categories categories={categories} chosen={category} choose={setCategory} />
      )}
      <output class="sum num">{typedMoney(typed, currency, texts)}</output>
      <p class="gets" role="status">
        {promise(program, texts, gains, minor)}
      </p>
      {!online && minor > program.offline_limits.amount_minor && (
        <p class="notice warn">{t('offline.over_limit')}</p>
      )}
      <Pad
        press={press}
        submit={submit}
        keyboard
        corner={decimals > 0 ? { ...sep, press: () => press('sep') } : undefined}
      />
      <button type="button" class="btn primary big wide" disabled={minor === 0} onClick={submit}>
        {gain ? t('amount.submit', { gain }) : t('amount.submit_plain')}
      </button>
    </section>
  );
};
