import { type Refused, refuse } from '#contract/refusals.ts';
import type { VisitAnswer, VisitInput } from '#contract/visit.ts';
import {
  absent,
  isElsewhere,
  memberKey,
  placeOf,
  type Shown,
  VISITS_WITHIN_MINUTES,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';
import type { Loaded, Plan } from '#features/ledger/index.ts';
import { decodeId, encodeId, newId } from '#platform/ids/ids.ts';

type Scene = {
  at: number;
  location: string;
  visitId: string | undefined;
};

const planVisit = (writer: Writer, input: VisitInput, scene: Scene, loaded: Loaded): Plan => {
  const refused = absent(input.member, loaded);
  if (refused) return refused;
  const { at: occurred_at, location: location_id, visitId } = scene;
  const known = loaded.state?.visits.find(({ id }) => id === visitId);
  if (visitId !== undefined && (!known || isElsewhere(writer, known.location_id))) {
    return refuse('not_found');
  }
  const event = {
    type: 'visit',
    visit_id: visitId ?? newId(),
    occurred_at,
    location_id,
    stamps: input.stamps,
  } as const;
  return { ok: true, event, card_id: loaded.card_id, flags: writer.flags };
};

/** The visit that the decision began or joined. */
const visitOf = (shown: Shown): string => {
  const id = shown && ('made' in shown ? shown.made.visits[0]?.id : shown.subject);
  if (!id) throw new Error('a visit was recorded without a visit');
  return id;
};

/**
 * Records a presence with what staff tapped. The first event at a place begins a visit, those
 * within the cool-down join it; taps always count.
 */
export const recordVisit = async (
  writer: Writer,
  input: VisitInput,
): Promise<Written<VisitAnswer> | Refused> => {
  const place = await placeOf(writer, input.location_id);
  if (!place.ok) return place;
  const visitId = input.visit_id === undefined ? undefined : decodeId('vis', input.visit_id);
  if (visitId === null) return refuse('not_found');
  const { ctx } = writer;
  const at = input.occurred_at === undefined ? ctx.clock.now() : Date.parse(input.occurred_at);
  const scene = { at, location: place.location, visitId };
  const what: Write<VisitAnswer> = {
    load: {
      member: await memberKey(ctx, input.member),
      near: { at, location_id: place.location, minutes: VISITS_WITHIN_MINUTES },
      visit_id: visitId,
    },
    plan: (loaded) => planVisit(writer, input, scene, loaded),
    body: (parts, _loaded, shown) => ({ id: encodeId('vis', visitOf(shown)), ...parts }),
  };
  return write(writer, what);
};
