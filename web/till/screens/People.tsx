import { ChevronRight } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { stay, takeOver } from '../app/people.ts';
import { refreshPeople } from '../app/refresh.ts';
import { useApp } from '../app/state.ts';
import type { Person, Session } from '../device/database.ts';
import { Head } from '../parts/Head.tsx';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';
import { PinEntry } from '../parts/PinEntry.tsx';

const initialOf = (name: string): string => [...name.trim()][0]?.toLocaleUpperCase() ?? '?';

type ListProps = { people: Person[]; choose: (person: Person) => void };

export const PeopleList = ({ people, choose }: ListProps) => (
  <ul class="rows people">
    {people.map((person) => (
      <li key={person.id}>
        <button type="button" class="row" onClick={() => choose(person)}>
          <span class="initials" aria-hidden="true">
            {initialOf(person.name)}
          </span>
          <span class="grow strong">{person.name}</span>
          <Icon node={ChevronRight} />
        </button>
      </li>
    ))}
  </ul>
);

const begin = async (session: Session): Promise<null> => {
  await takeOver(session);
  return null;
};

/** Who is at the till: a name, then the PIN. The fast switch between two people is the same. */
export const People = () => {
  const { t } = useTexts();
  const people = useApp((it) => it.people);
  const session = useApp((it) => it.session);
  const online = useApp((it) => it.online);
  const ended = useApp((it) => it.session_ended);
  const [person, setPerson] = useState<Person | null>(null);
  useEffect(() => void refreshPeople(), []);
  if (person) {
    return (
      <section class="state middle">
        <div class="narrow">
          <Head title={person.name} close={() => setPerson(null)}>
            <p class="quiet">{t('pin.label')}</p>
          </Head>
          <PinEntry person={person} done={begin} />
        </div>
      </section>
    );
  }
  return (
    <section class="state middle">
      <div class="narrow">
        <h1>{t('people.title')}</h1>
        {ended && <p class="notice warn">{t('error.session')}</p>}
        {!online && <p class="notice warn">{t('people.offline')}</p>}
        {people.length === 0 && <p class="quiet lead">{t('people.empty')}</p>}
        <PeopleList people={people} choose={setPerson} />
        {session && (
          <button type="button" class="btn plain big wide" onClick={stay}>
            {t('people.stay', { name: session.person.name })}
          </button>
        )}
        <LanguageChoice />
      </div>
    </section>
  );
};
