import { expect, test } from 'vitest';
import { phoneReader } from '#features/decision/index.ts';
import { contactOf } from './contact-kind.ts';

const slovak = phoneReader({ currency: 'EUR', locale: 'sk' });

test.each([
  ['0903 412 765', { kind: 'phone', value: '0903 412 765' }],
  ['+421 (903) 412-765', { kind: 'phone', value: '+421 (903) 412-765' }],
  [' eva@example.com ', { kind: 'email', value: 'eva@example.com' }],
  ['Ľubica  Ďurčová', { kind: 'name', value: 'Ľubica Ďurčová' }],
  ['Eva 2', { kind: 'name', value: 'Eva 2' }],
  ['Õ', { kind: 'name', value: 'Õ' }],
  ['0903 412', { fault: 'phone' }],
  ['12', { fault: 'phone' }],
  ['?!', { fault: 'phone' }],
  ['eva@', { fault: 'email' }],
  ['@eva', { fault: 'email' }],
  ['   ', { fault: 'empty' }],
  ['x'.repeat(121), { fault: 'too_long' }],
])('[M1] one field: %j', (typed, read) => {
  expect(contactOf(typed, slovak)).toEqual(read);
});
