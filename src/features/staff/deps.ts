import type { SignIn } from '#platform/auth/sign-in.ts';
import type { Deps } from '#platform/http/index.ts';

export type StaffDeps = Pick<Deps, 'db' | 'clock'> & { signIn: SignIn };
