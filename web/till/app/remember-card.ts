import type { DirectoryCard, TillMember } from '#contract/till-directory.ts';
import { canKeepDirectory, storeDirectory } from '../device/vault.ts';
import { device } from './device.ts';
import { state, update } from './state.ts';

const MOST_CARDS = 500;

/** What the directory keeps of a member, and no more. */
const cardOf = (member: TillMember): DirectoryCard => {
  const { member_id, code, short_code, name, search_key, phone_tail } = member;
  const { balances, visits, birthday } = member;
  return { member_id, code, short_code, name, search_key, phone_tail, balances, visits, birthday };
};

/** Who was just here is known offline at once, with the balance they have now. */
export const rememberCard = async (member: TillMember): Promise<void> => {
  if (!canKeepDirectory()) return;
  const others = state().directory.filter((it) => it.code !== member.code);
  const directory = [cardOf(member), ...others].slice(0, MOST_CARDS);
  update({ directory });
  await storeDirectory(device(), directory);
};
