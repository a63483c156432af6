import { type Refused, refuse } from '#contract/refusals.ts';
import {
  cardUrl,
  type Enrollment,
  type EnrollResult,
  enrollMember,
  issueCard,
} from '#features/member/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { findAction, insertAction } from './sync-device-actions.ts';
import { actionHash, type Of, type Outcome, type Step, writerOfStep } from './sync-run.ts';
import { happenedAt, wasHandedOut } from './sync-time.ts';

type EnrollStep = Step<Of<'enroll'>>;

const outcome = (parts: Partial<Outcome> & Pick<Outcome, 'member_id' | 'replayed'>): Outcome => ({
  ok: true,
  decision: null,
  subject_id: parts.member_id,
  flags: [],
  ...parts,
});

const enrolled = (
  { deps }: EnrollStep,
  result: Extract<EnrollResult, { status: 'enrolled' }>,
): Outcome =>
  outcome({
    replayed: false,
    member_id: encodeId('mem', result.memberId),
    card_url: cardUrl(deps, result.card.token),
    decision: {
      id: encodeId('dec', result.decision.id),
      entries: result.decision.entries.map(({ unit, amount }) => ({ unit, amount })),
    },
  });

/** The member that this number made before. */
const again = async ({ deps, principal, sequence }: EnrollStep, memberId: string | null) => {
  const { merchantId, tillId } = principal;
  const known = await inMerchant(deps.db, merchantId, (trx) =>
    findAction(merchantId, trx, tillId, sequence),
  );
  const member = memberId ?? known?.subject_id ?? null;
  return outcome({
    replayed: true,
    member_id: member && encodeId('mem', member),
    decision: known?.decision_id ? { id: encodeId('dec', known.decision_id), entries: [] } : null,
  });
};

const attach = async (
  trx: MerchantTransaction,
  { principal, action, sequence, times }: EnrollStep,
  memberId: string,
): Promise<Refused | null> => {
  const { merchantId, tillId } = principal;
  const at = new Date(happenedAt(times));
  const card = await issueCard(merchantId, { memberId, code: action.card_code, at }, trx);
  if (!card.ok) return card;
  await insertAction(merchantId, trx, {
    till_id: tillId,
    sequence,
    hash: actionHash(action),
    kind: action.kind,
    subject_id: memberId,
    decision_id: null,
    device_at: times.device_at,
    sent_at: times.sent_at,
  });
  return null;
};

/**
 * Offline the till could not know that the guest is a member: the card that was handed out becomes
 * another card of theirs, and what was awarded on it finds them.
 */
const joinKnownMember = async (step: EnrollStep, known: string): Promise<Outcome | Refused> => {
  const memberId = decodeId('mem', known);
  if (memberId === null) return refuse('member_exists', { member_id: known });
  const { merchantId } = step.principal;
  const refused = await inMerchant(step.deps.db, merchantId, (trx) => attach(trx, step, memberId));
  return refused ?? outcome({ replayed: false, member_id: known });
};

const enrollmentOf = ({ action, times, principal }: EnrollStep): Enrollment => {
  const { name, phone, email, card_code: cardCode } = action;
  return {
    name,
    phone,
    email,
    cardCode,
    source: 'till',
    locationId: principal.locationId,
    occurredAt: happenedAt(times),
  };
};

/** A new member by one field or none, with a card that the till may have handed out already. */
export const enrollAtTill = async (step: EnrollStep): Promise<Outcome | Refused> => {
  const { deps, times, action } = step;
  const { ctx, device } = writerOfStep(step);
  const result = await enrollMember(deps, ctx, enrollmentOf(step), { device });
  if (result.ok) {
    return result.status === 'enrolled'
      ? enrolled(step, result)
      : again(step, result.earlier.memberId);
  }
  const { code, details } = result.refusal;
  const known = details.member_id;
  const handedOut = action.card_code !== undefined && wasHandedOut(times);
  if (code === 'member_exists' && typeof known === 'string' && handedOut) {
    return joinKnownMember(step, known);
  }
  return result;
};
