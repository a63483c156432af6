import { ChevronsUpDown, TriangleAlert, WifiOff } from 'lucide';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { show } from '../app/navigation.ts';
import { choosePerson } from '../app/people.ts';
import { useApp } from '../app/state.ts';
import { parkedOf, waitingCount } from '../logic/queue.ts';

const initialOf = (name: string): string => [...name.trim()][0]?.toLocaleUpperCase() ?? '?';

/** Where this is and who is at it. */
export const Top = () => {
  const { t } = useTexts();
  const program = useApp((it) => it.program);
  const pairing = useApp((it) => it.pairing);
  const session = useApp((it) => it.session);
  const place = program?.location.name ?? pairing?.name;
  const shop = program?.merchant.name;
  return (
    <header class="top">
      <span class="place">
        <span class="strong">{place ?? 'Stamgast'}</span>
        {/* A single place is called like the shop; the till's name says more then. */}
        <span class="small quiet">{shop === place ? program?.till.name : shop}</span>
      </span>
      {session && (
        <button type="button" class="who" onClick={choosePerson}>
          <span class="initials" aria-hidden="true">
            {initialOf(session.person.name)}
          </span>
          <span class="name">{session.person.name}</span>
          <span class="visually-hidden">{t('people.switch')}</span>
          <Icon node={ChevronsUpDown} small />
        </button>
      )}
    </header>
  );
};

/** What needs to be known while working: no network, or actions that were not accepted. */
export const Banners = () => {
  const { t } = useTexts();
  const online = useApp((it) => it.online);
  const queue = useApp((it) => it.queue);
  const parked = parkedOf(queue).length;
  return (
    <>
      <p class="banner warn" role="status" hidden={online}>
        {!online && <Icon node={WifiOff} />}
        {!online && <span>{t('offline.banner', { count: waitingCount(queue) })}</span>}
      </p>
      {parked > 0 && (
        <p class="banner bad">
          <Icon node={TriangleAlert} />
          <span class="grow">{t('parked.banner', { count: parked })}</span>
          <button type="button" class="btn" onClick={() => show({ name: 'parked' })}>
            {t('parked.look')}
          </button>
        </p>
      )}
    </>
  );
};
