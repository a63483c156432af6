import { z } from 'zod';
import { emailSchema, passwordSchema } from './staff.ts';

export const signInSchema = z.strictObject({
  email: emailSchema,
  // A short one is as wrong as any other; only its length may not cost us.
  password: z.string().min(1).max(128),
});

export const changePasswordSchema = z.strictObject({
  current_password: z.string().min(1).max(128),
  new_password: passwordSchema,
});

export const userSchema = z
  .object({ name: z.string(), email: z.string() })
  .meta({ id: 'User', description: 'Who signs in; what they may do is at /v1/staff/me' });

export const signedInSchema = z.object({ user: userSchema.nullable() });
