import { refusalParams, refusalText } from '#contract/messages/refusal/index.ts';
import type { Problem } from '#contract/problem.ts';
import { REFUSALS, type Refusal } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import type { Fault } from './fault.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Where this installation explains a code. */
export const problemPage = (origin: string, code: string): string =>
  `${origin}/docs/problems#${code}`;

/** A refusal as RFC 9457 asks, in the reader's language. */
export const problemOf = (
  { code, details }: Refusal,
  context: { origin: string; locale: Locale; requestId: string },
  faults?: Fault[],
): Problem => {
  const translate = refusalText(context.locale);
  const title = translate(`${code}.title`);
  // Without its figures a sentence with figures says less than the title.
  const complete = refusalParams(code).every((name) => name in details);
  return {
    type: problemPage(context.origin, code),
    title,
    status: REFUSALS[code],
    detail: complete ? translate(`${code}.detail`, details) : title,
    code,
    request_id: context.requestId,
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...(faults ? { errors: faults } : {}),
  };
};
