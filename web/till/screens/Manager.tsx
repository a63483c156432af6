import { useState } from 'preact/hooks';
import { undoAsManager } from '../app/awards.ts';
import { useTexts } from '../app/language.ts';
import { show } from '../app/navigation.ts';
import { useApp } from '../app/state.ts';
import type { Person } from '../device/database.ts';
import { Head } from '../parts/Head.tsx';
import { PinEntry } from '../parts/PinEntry.tsx';
import { PeopleList } from './People.tsx';

/** Taking back after the minute: a manager's PIN is good for this one thing. */
export const Manager = ({ decisionId, what }: { decisionId: string; what: string }) => {
  const { t } = useTexts();
  const managers = useApp((it) => it.people).filter((it) => it.role !== 'staff');
  const [chosen, setChosen] = useState<Person | null>(null);
  const person = chosen ?? (managers.length === 1 ? (managers[0] ?? null) : null);
  return (
    <section class="state list">
      <div class="narrow">
        <Head title={t('pin.manager_title')}>
          <p class="quiet">{person ? t('pin.of', { name: person.name }) : what}</p>
        </Head>
        <p class="quiet lead">
          {t(managers.length === 0 ? 'pin.manager_none' : 'pin.manager_lead')}
        </p>
        {person === null && <PeopleList people={managers} choose={setChosen} />}
        {person && (
          <PinEntry
            person={person}
            done={async ({ token, person: { id } }) => {
              const by = { token, staff_id: id };
              const failed = await undoAsManager(decisionId, by, t('toast.undone'));
              if (failed === '') show({ name: 'recent' });
              return failed ?? t('error.network');
            }}
          />
        )}
      </div>
    </section>
  );
};
