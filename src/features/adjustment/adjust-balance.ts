import type { AdjustmentAnswer, AdjustmentInput } from '#contract/adjustment.ts';
import type { Refused } from '#contract/refusals.ts';
import {
  absent,
  memberKey,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';

/** Corrects a balance by hand. Taking never brings what can be spent below 0. */
export const adjustBalance = async (
  writer: Writer,
  input: AdjustmentInput,
): Promise<Written<AdjustmentAnswer> | Refused> => {
  const { unit, amount, reason } = input;
  const what: Write<AdjustmentAnswer> = {
    load: {
      member: await memberKey(writer.ctx, input.member),
      lots: amount < 0 ? 'open' : 'sums',
    },
    plan: (loaded) =>
      absent(input.member, loaded) ?? {
        ok: true,
        event: { type: 'adjustment', unit, amount, reason },
        flags: writer.flags,
      },
    body: (parts) => parts,
  };
  return write(writer, what);
};
