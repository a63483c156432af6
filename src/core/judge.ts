import { nearestYearly } from './calendar.ts';
import type { CompiledProgram, CompiledTerm } from './compile.ts';
import type { Channel, ConditionKind, FrozenCondition } from './condition.ts';
import type { Facts, MemberFacts } from './decision.ts';
import { DAY_MS } from './lifetime.ts';
import { isWithinHours, type LocalTime, localTime } from './local-time.ts';
import type { MemberState } from './state.ts';
import { windowSum } from './window.ts';

/** Where and when something happens to whom: what conditions are judged by, once. */
export type Scene = {
  at: number;
  local: LocalTime;
  location_id: string | null;
  facts: Facts;
  state: MemberState;
};

/** Why a rule gives nothing: the condition that failed, or a limit that is used up. */
export type Miss = { rule: string } & (
  | { reason: ConditionKind; condition: number }
  | { reason: 'limit'; limit: number }
);

export const sceneOf = (
  program: CompiledProgram,
  state: MemberState,
  facts: Facts,
  happened: { at: number; location_id: string | null },
): Scene => {
  const { zone, day_starts_at } = program.document;
  const local = localTime(happened.at, zone, day_starts_at);
  return { ...happened, local, facts, state };
};

const memberOf = ({ facts }: Scene): MemberFacts => {
  if (!facts.member) throw new Error('facts lack the member: the program asks about them');
  return facts.member;
};

const channelOf = ({ facts }: Scene): Channel => {
  if (!facts.channel) throw new Error('facts lack the channel: the program asks about it');
  return facts.channel;
};

type Judges = {
  [K in FrozenCondition['kind']]: (
    condition: Extract<FrozenCondition, { kind: K }>,
    scene: Scene,
  ) => boolean;
};

const JUDGES: Judges = {
  weekdays: ({ days }, { local }) => days.includes(local.weekday),
  hours: ({ from, to }, { local }) => isWithinHours(local.minute, from, to),
  dates: ({ from, to }, { local: { day } }) =>
    (from === null || day >= from) && (to === null || day <= to),
  locations: ({ locations }, { location_id }) =>
    location_id !== null && locations.includes(location_id),
  // Nowhere in particular is no channel either: somebody joined by the API.
  channel: ({ channel }, scene) => scene.location_id !== null && channelOf(scene) === channel,
  tiers: ({ tiers }, { state }) => state.tier.tier !== null && tiers.includes(state.tier.tier),
  member_tags: ({ tags }, scene) => memberOf(scene).tags.some((tag) => tags.includes(tag)),
  new_member: ({ days }, scene) => {
    const { enrolled_at } = memberOf(scene);
    return enrolled_at !== null && scene.at - enrolled_at <= days * DAY_MS;
  },
  first_purchase: (_condition, { state }) =>
    windowSum(state, { measure: 'orders', from: null, to: null }) <= 0,
  birthday: ({ before, after }, scene) => {
    const { birthday } = memberOf(scene);
    if (birthday === null) return false;
    const { ahead } = nearestYearly(birthday, scene.local.day);
    return ahead <= before && -ahead <= after;
  },
};

/** Whether a condition that is judged once holds. */
export const holds = (condition: FrozenCondition, scene: Scene): boolean =>
  (JUDGES[condition.kind] as (condition: FrozenCondition, scene: Scene) => boolean)(
    condition,
    scene,
  );

/** The first condition of a rule or promotion that does not hold, or null. */
export const missedCondition = (
  term: Pick<CompiledTerm, 'id' | 'frozen'>,
  scene: Scene,
): Miss | null => {
  for (const { condition, index } of term.frozen) {
    if (!holds(condition, scene))
      return { rule: term.id, reason: condition.kind, condition: index };
  }
  return null;
};
