/** Addresses that carry a one-time code. It stands in the query, which no log of ours keeps. */
export const ownerLink = (origin: string, code: string): string => `${origin}/setup?code=${code}`;

export const passwordResetLink = (origin: string, code: string): string =>
  `${origin}/password-reset?code=${code}`;

export const invitationLink = (origin: string, code: string): string =>
  `${origin}/invitation?code=${code}`;
