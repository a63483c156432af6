import type { Kysely } from 'kysely';
import type { SignIn } from '#platform/auth/sign-in.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Tables } from '#platform/db/tables.ts';

export type StaffDeps = { db: { kysely: Kysely<Tables> }; clock: Clock; signIn: SignIn };
