import type { MemberUpdate, MemberView } from '#contract/member.ts';
import type { Locale } from '#core/program.ts';

/** The profile as its fields hold it: texts, empty where nothing is known. */
export type Draft = {
  name: string;
  phone: string;
  email: string;
  birthday: string;
  tags: string;
  note: string;
  locale: Locale | '';
};

export const draftOf = (member: MemberView): Draft => ({
  name: member.name ?? '',
  phone: member.phone ?? '',
  email: member.email ?? '',
  birthday: member.birthday ?? '',
  tags: member.tags.join(', '),
  note: member.note ?? '',
  locale: member.locale ?? '',
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What the fields say: an emptied one takes the value away. */
export const updateOf = (draft: Draft): Partial<MemberUpdate> => ({
  name: filled(draft.name),
  phone: filled(draft.phone),
  email: filled(draft.email),
  birthday: filled(draft.birthday),
  note: filled(draft.note),
  locale: draft.locale === '' ? null : draft.locale,
  tags: [...new Set(draft.tags.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== ''),
});
