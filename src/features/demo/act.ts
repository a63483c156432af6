import type { ConsentInput } from '#contract/member.ts';
import { enrollMember } from '#features/member/index.ts';
import { recordVisit } from '#features/visit/index.ts';
import { buy } from './buy.ts';
import { maybeRedeem } from './maybe-redeem.ts';
import type { Person } from './people.ts';
import { locationOf, memberOf, type Of, refusedBy, type Stage, taken, writerAt } from './stage.ts';
import type { Happening } from './year.ts';

const AGREED = 'I agree to the terms of the program.';
const MAIL = 'I would like news and offers by e-mail.';

/** Lets one thing happen through the use case of the real till, at its own time. */
export const act = (stage: Stage, happening: Happening): Promise<void> => {
  if (happening.kind === 'enrollment') return enroll(stage, happening);
  return happening.kind === 'order' ? buy(stage, happening) : visit(stage, happening);
};

const enroll = async (stage: Stage, { at, who, person, place }: Of<'enrollment'>) => {
  const writer = writerAt(stage, at, place);
  const { name, email, phone, birthday } = person;
  const result = await enrollMember({ ...stage.deps, clock: writer.ctx.clock }, writer.ctx, {
    ...{ name, email, phone, birthday },
    consents: consentsOf(person),
    locationId: stage.cafe.locations[place],
    source: 'demo',
  });
  if (!result.ok) throw refusedBy(result);
  if (result.status !== 'enrolled') throw new Error('a member of the demo joined twice');
  stage.members.set(who, result.memberId);
  stage.counts.members += 1;
};

const consentsOf = ({ agreesToMail }: Person): ConsentInput[] => [
  { channel: 'terms', granted: true, wording: AGREED },
  ...(agreesToMail ? [{ channel: 'email' as const, granted: true, wording: MAIL }] : []),
];

const visit = async (stage: Stage, happening: Of<'visit'>) => {
  const { at, who, place, stamps } = happening;
  const made = await recordVisit(writerAt(stage, at, place), {
    member: memberOf(stage, who),
    location_id: locationOf(stage, place),
    stamps: [{ unit: 'stamps', amount: stamps }],
  });
  stage.counts.visits += 1;
  await maybeRedeem(stage, happening, taken(made).member);
};
