import type { z } from 'zod';
import { NOT_FOUND } from '#contract/ids.ts';
import { type FaultKey, faultText } from '#contract/messages/fault/index.ts';
import type { MessageParams } from '#contract/messages/translate.ts';
import type { FieldFault } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';

/** A field that can't be taken, with what to do about it. */
export type Fault = { path: string; message: string };

/** At most this many are listed; the rest show after these are mended. */
const MAX_FAULTS = 50;

type Issue = z.core.$ZodIssue;

/** `lines.0.quantity`; the body itself is `body`. */
const pathOf = (issue: Issue): string => issue.path.map(String).join('.') || 'body';

const TYPES: Partial<Record<string, FaultKey>> = {
  string: 'text_expected',
  number: 'number_expected',
  int: 'whole_number_expected',
  boolean: 'boolean_expected',
  array: 'list_expected',
  object: 'object_expected',
  record: 'object_expected',
};

const FORMATS: Partial<Record<string, FaultKey>> = {
  email: 'email',
  datetime: 'moment',
  date: 'date',
  url: 'url',
};

const tooSmall = (issue: z.core.$ZodIssueTooSmall): [FaultKey, MessageParams] => {
  const minimum = Number(issue.minimum);
  if (issue.origin === 'string') return ['text_too_short', { minimum }];
  if (issue.origin === 'array') return ['list_too_short', { minimum }];
  return ['too_small', { minimum }];
};

const tooBig = (issue: z.core.$ZodIssueTooBig): [FaultKey, MessageParams] => {
  const maximum = Number(issue.maximum);
  if (issue.origin === 'string') return ['text_too_long', { maximum }];
  if (issue.origin === 'array') return ['list_too_long', { maximum }];
  return ['too_big', { maximum }];
};

const custom = (issue: z.core.$ZodIssueCustom): [FaultKey, MessageParams] => {
  const { fault, ...params } = issue.params ?? {};
  return [(fault as FaultKey | undefined) ?? 'invalid', params as MessageParams];
};

const sentence = (issue: Issue): [FaultKey, MessageParams] => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return ['required', {}];
      return [TYPES[issue.expected] ?? 'invalid', {}];
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_value':
      return ['one_of', { options: issue.values.map(String).join(', ') }];
    case 'invalid_format':
      return [FORMATS[issue.format] ?? 'format', {}];
    case 'unrecognized_keys':
      return ['unknown_fields', { fields: issue.keys.join(', ') }];
    case 'custom':
      return custom(issue);
    default:
      return ['invalid', {}];
  }
};

/** Of a union the branch that came nearest speaks: the one whose first issue lies deepest. */
const resolveUnion = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = (branch: readonly Issue[]) => Math.max(...branch.map((each) => each.path.length));
  const [nearest = []] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
  return nearest.flatMap((each) => resolveUnion({ ...each, path: [...issue.path, ...each.path] }));
};

/** True when an id of a shape we never make is among the issues: that answers 404. */
export const namesNothing = (error: z.ZodError): boolean =>
  error.issues.some((issue) => issue.code === 'custom' && issue.params?.fault === NOT_FOUND);

/** Zod's issues as sentences in the reader's language, one per field. */
export const faultsOf = (error: z.ZodError, locale: Locale): Fault[] => {
  const translate = faultText(locale);
  const faults = new Map<string, Fault>();
  for (const issue of error.issues.slice(0, MAX_FAULTS).flatMap(resolveUnion)) {
    const path = pathOf(issue);
    if (!faults.has(path)) faults.set(path, { path, message: translate(...sentence(issue)) });
  }
  return [...faults.values()];
};

/** Faults a use case found, in the reader's language. */
export const sentencesOf = (faults: FieldFault[], locale: Locale): Fault[] => {
  const translate = faultText(locale);
  return faults
    .slice(0, MAX_FAULTS)
    .map(({ path, fault, params }) => ({ path, message: translate(fault, params) }));
};
