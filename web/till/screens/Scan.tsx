import { ChevronRight, History, Search, UserRoundPlus } from 'lucide';
import type { DirectoryCard } from '#contract/till-directory.ts';
import { Icon } from '../../shared/Icon.tsx';
import { chooseGuest, search, submitSearch } from '../app/guests.ts';
import { type Texts, useTexts } from '../app/language.ts';
import { show } from '../app/navigation.ts';
import { useApp } from '../app/state.ts';
import { gainText } from '../app/words.ts';
import { canKeepDirectory } from '../device/vault.ts';
import { Notice } from '../parts/Notice.tsx';
import { Finder } from '../scan/Finder.tsx';

const SearchField = () => {
  const { t } = useTexts();
  const query = useApp((it) => it.query);
  return (
    <form
      class="find"
      onSubmit={(event) => {
        event.preventDefault();
        submitSearch();
      }}
    >
      <Icon node={Search} />
      <input
        type="search"
        aria-label={t('scan.find')}
        placeholder={t('scan.placeholder')}
        value={query}
        onInput={(event) => search(event.currentTarget.value)}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
      />
    </form>
  );
};

const hint = (card: DirectoryCard, { t }: Texts): string =>
  card.phone_tail
    ? t('results.phone', { tail: card.phone_tail })
    : t('results.card', { code: card.short_code });

const Hit = ({ card }: { card: DirectoryCard }) => {
  const texts = useTexts();
  const program = useApp((it) => it.program);
  const unit = program?.units.find((it) => (card.balances[it.id] ?? 0) !== 0)?.id;
  const balance = program && unit ? gainText(program, texts, unit, card.balances[unit] ?? 0) : '';
  return (
    <li>
      <button type="button" class="row" onClick={() => chooseGuest(card)}>
        <span class="grow">
          <span class="strong">{card.name ?? texts.t('member.nameless')}</span>
          <span class="small quiet num">{hint(card, texts)}</span>
        </span>
        <span class="quiet num">{balance}</span>
        <Icon node={ChevronRight} />
      </button>
    </li>
  );
};

const Results = ({ found }: { found: DirectoryCard[] }) => {
  const { t } = useTexts();
  const query = useApp((it) => it.query);
  const searching = useApp((it) => it.searching);
  const online = useApp((it) => it.online);
  return (
    <section class="results" aria-label={t('results.title')}>
      {!online && <p class="small quiet">{t('results.offline')}</p>}
      <ul class="rows">
        {found.map((card) => (
          <Hit key={card.code} card={card} />
        ))}
      </ul>
      <p class="quiet empty" role="status">
        {found.length === 0 && t(searching ? 'results.searching' : 'results.none', { query })}
      </p>
    </section>
  );
};

/** The resting screen: point at a card, scan, type or create. */
export const Scan = () => {
  const { t } = useTexts();
  const found = useApp((it) => it.found);
  const online = useApp((it) => it.online);
  return (
    <section class="state scan" aria-labelledby="scan-title">
      <h1 class="visually-hidden" id="scan-title">
        {t('app.title')}
      </h1>
      {/* Above: below, what was just awarded lies over it for a minute. */}
      {!online && !canKeepDirectory() && (
        <p class="notice warn first">{t('offline.no_directory')}</p>
      )}
      {found ? <Results found={found} /> : <Finder />}
      <Notice />
      <SearchField />
      <div class="pair">
        <button
          type="button"
          class="btn plain big recent-key"
          onClick={() => show({ name: 'recent' })}
        >
          <Icon node={History} />
          {t('scan.recent')}
        </button>
        <button type="button" class="btn ink big" onClick={() => show({ name: 'new' })}>
          <Icon node={UserRoundPlus} />
          {t('scan.new')}
        </button>
      </div>
    </section>
  );
};
