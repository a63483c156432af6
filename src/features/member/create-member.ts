import type { MemberCreate } from '#contract/member.ts';
import { refuse } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { placeOf, type Writer, writerOf } from '#features/decision/index.ts';
import {
  type Answer,
  created,
  type Deps,
  type MerchantPrincipal,
  replayed,
} from '#platform/http/index.ts';
import { type Enrollment, enrollMember } from './enroll-member.ts';
import { memberView } from './member-view.ts';

export type MemberDeps = Pick<Deps, 'db' | 'clock' | 'origin'>;

type Request = {
  principal: MerchantPrincipal;
  body: MemberCreate;
  locale: Locale;
  idempotencyKey: string | null;
  requestHash: string;
};

/** `POST /v1/members`: enrolls, and answers with the member as it is with the welcome gift. */
export const createMember = async (deps: MemberDeps, request: Request): Promise<Answer> => {
  const { principal, body } = request;
  const writer = writerOf(deps, request);
  const { ctx, idempotency } = writer;
  const place = await joiningPlace(writer, body.location_id);
  if (!place.ok) return place;
  const enrollment = enrollmentOf(principal, body, place.location);
  const result = await enrollMember(deps, ctx, enrollment, { idempotency });
  if (!result.ok) return result;
  if (result.status === 'replayed') {
    const { memberId } = result.earlier;
    const view = memberId && (await memberView(deps, ctx.merchantId, memberId, deps.clock.now()));
    return view ? replayed(view) : refuse('not_found');
  }
  const view = await memberView(deps, ctx.merchantId, result.memberId, deps.clock.now());
  if (!view) throw new Error(`member ${result.memberId} is missing after enrollment`);
  return created(view);
};

/** The location asked for, else the till's; who has all of them may leave it open. */
const joiningPlace = async (writer: Writer, asked: string | undefined) =>
  asked === undefined && writer.locationId === undefined && !writer.places
    ? ({ ok: true, location: undefined } as const)
    : placeOf(writer, asked);

const enrollmentOf = (
  principal: MerchantPrincipal,
  body: MemberCreate,
  locationId: string | undefined,
): Enrollment => {
  const { name, phone, email, birthday, locale, note, consents, card_code } = body;
  return {
    ...{ name, phone, email, birthday, locale, note, consents },
    externalIds: body.external_ids,
    cardCode: card_code,
    locationId,
    source: principal.kind === 'till' ? 'till' : 'api',
  };
};
