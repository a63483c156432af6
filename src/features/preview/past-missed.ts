import type { MissedView } from '#contract/preview.ts';
import { decide } from '#core/decide.ts';
import type { Decision, Programs } from '#core/decision.ts';
import type { ProgramVersion } from '#core/program.ts';
import { programsOf } from '#core/replay.ts';
import { type WhyNot, whyNot } from '#core/why-not.ts';
import { isElsewhere, type Writer } from '#features/decision/index.ts';
import { replayMember } from '#features/doctor/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { missedViews } from './missed-view.ts';
import { findDecision, findPast, findVersions } from './preview-queries.ts';

/** All of them are decided again, a few microseconds each. */
const MOST_DECISIONS = 20_000;

type Versions = ReadonlyMap<number, ProgramVersion>;
type Past = Pick<Decision, 'id' | 'at' | 'program_version' | 'event' | 'facts'>;
type Again = { programs: Programs; decision: Decision; missed: WhyNot[] };

/** The last of a member's decisions made again, with what gave nothing in it. */
const again = (versions: Versions, past: readonly Past[]): Again => {
  const last = past.at(-1);
  if (!last) throw new Error('no decision to be made again');
  const before = replayMember(versions, past.slice(0, -1), () => {});
  const programs = programsOf(versions, before, last);
  const outcome = decide(programs, before, last.event, last.facts, last.at);
  if (!outcome.ok || !outcome.decision) throw new Error(`decision ${last.id} is not made again`);
  const { decision } = outcome;
  return { programs, decision, missed: whyNot(programs, before, decision) };
};

/** Terms that were out already when the order's basis was frozen keep the reason of that moment. */
const withFrozen = (versions: Versions, past: readonly Past[], { decision, missed }: Again) => {
  const frozenBy = decision.order?.basis?.frozen_by;
  const at = past.findIndex(({ id }) => id === frozenBy);
  if (at < 0 || !missed.some(({ reason }) => reason.code === 'frozen')) return missed;
  const first = new Map(again(versions, past.slice(0, at + 1)).missed.map((m) => [m.rule, m]));
  return missed.map((miss) =>
    miss.reason.code === 'frozen' ? (first.get(miss.rule) ?? miss) : miss,
  );
};

/** The version whose terms a decision was made by: an order keeps those of its basis. */
const decidedBy = ({ programs, decision }: Again): ProgramVersion => {
  const { basis, live } = programs;
  return basis && decision.order?.basis?.version === basis.number ? basis : live;
};

/**
 * Why rules gave nothing in a decision, from the member's events and facts up to it. Null = so much
 * has happened to the member that it can't be told; undefined = there is no such
 * decision in their reach.
 */
export const pastMissed = async (
  writer: Writer,
  decisionId: string,
): Promise<MissedView[] | null | undefined> => {
  const { ctx, reader } = writer;
  const { db, merchantId } = ctx;
  const known = await inMerchant(db, merchantId, async (trx) => {
    const found = await findDecision(merchantId, decisionId, trx);
    if (!found || isElsewhere(writer, found.location_id)) return undefined;
    const { member_id: memberId, version } = found;
    const past = await findPast(merchantId, { memberId, version, most: MOST_DECISIONS }, trx);
    const numbers = new Set(
      past.flatMap(({ program_version, facts: { current } }) =>
        current === undefined ? [program_version] : [program_version, current],
      ),
    );
    return { past, versions: await findVersions(merchantId, [...numbers], trx) };
  });
  if (!known) return undefined;
  const { past, versions } = known;
  if (past.length > MOST_DECISIONS) return null;
  const last = again(versions, past);
  const missed = withFrozen(versions, past, last);
  return missedViews(ctx, reader, decidedBy(last).document, missed);
};
