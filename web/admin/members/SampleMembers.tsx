import type { MemberView } from '#contract/member.ts';
import { useUnits } from '../parts/unit-words.ts';
import { MemberTable } from './MemberTable.tsx';

const DAY_MS = 86_400_000;

type Sketch = { name: string; phone: string; source: string; days: number; balances: number[] };

const SKETCHES: Sketch[] = [
  { name: 'Ema Nováková', phone: '+421 900 000 001', source: 'poster', days: 2, balances: [7, 46] },
  { name: 'Adam Kováč', phone: '+421 900 000 002', source: 'till', days: 9, balances: [3, 21] },
  {
    name: 'Nina Tóthová',
    phone: '+421 900 000 003',
    source: 'poster',
    days: 23,
    balances: [9, 118],
  },
];

/** The first members as the list will show them, with the units of this program. */
export const SampleMembers = () => {
  const { units } = useUnits();
  const members = SKETCHES.map(({ name, phone, source, days, balances }, at): MemberView => {
    const moment = new Date(Date.now() - days * DAY_MS).toISOString();
    return {
      ...{ id: `mem_sample${at}`, name, phone, source, visits: 1 },
      ...{ email: null, birthday: null, locale: null, note: null, card: null },
      ...{ tags: [], external_ids: [] },
      ...{ last_visit_at: moment, enrolled_at: moment, created_at: moment },
      accounts: units.map(({ id }, place) => {
        const balance = balances[place] ?? 0;
        return { unit: id, balance, pending: 0, spendable: balance };
      }),
    };
  });
  return <MemberTable members={members} />;
};
