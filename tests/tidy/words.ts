import type { Source } from './source.ts';

/** Put together from parts, so that this file does not contain what it looks for. */
const FORBIDDEN: [RegExp, string][] = [
  [new RegExp(`(^|[\\s'"\`(=:])${['/wo', 'rk/'].join('')}`, 'm'), 'a path of one machine'],
  [new RegExp(['/tmp/', 'brief'].join('')), 'a path of one machine'],
  [new RegExp(['registry', 'npmjs'].join('\\.')), "a registry's host"],
  [new RegExp(['deb', 'debian', 'org'].join('\\.')), "a registry's host"],
  [new RegExp(`\\b${['issue', '#?\\d'].join('\\s')}`, 'i'), "an issue's number: say it in words"],
  [
    new RegExp(`\\b(${['session', 'tool'].join(' ')}|${['sub', 'agent'].join('')})`, 'i'),
    'tooling',
  ],
  [new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`), 'unfinished work'],
  [new RegExp(['@ts', '(ignore|nocheck)'].join('-')), 'a silenced compiler'],
  [new RegExp(['biome', 'ignore'].join('-')), 'a silenced linter'],
];

/** What has no place in the project: other people's machines, unfinished work, silenced checks. */
export function wordFaults({ path, text }: Source): string[] {
  return FORBIDDEN.flatMap(([pattern, meaning]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index + 1).split('\n').length;
    return [`${path}:${line}: "${found[0].trim()}" is ${meaning}`];
  });
}
