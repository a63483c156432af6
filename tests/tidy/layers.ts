import { posix } from 'node:path';
import { isTest, type Source } from './source.ts';

/** Where a file stands in `web → contract, core` and `features → platform → contract → core`. */
interface Place {
  layer: 'core' | 'contract' | 'platform' | 'features' | 'web' | 'root' | 'other';
  /** The feature's or surface's folder. */
  part: string;
}

const MAY_USE: Record<Place['layer'], Place['layer'][]> = {
  core: ['core'],
  contract: ['contract', 'core'],
  platform: ['platform', 'contract', 'core'],
  features: ['features', 'platform', 'contract', 'core'],
  web: ['web', 'contract', 'core'],
  root: ['root', 'features', 'platform', 'contract', 'core', 'other'],
  other: ['root', 'features', 'platform', 'contract', 'core', 'web', 'other'],
};

/** The dependency rule: every import of a file that its place does not allow. */
export function layerFaults(source: Source): string[] {
  if (isTest(source.path)) return [];
  const from = placeOf(source.path);
  return source.imports.flatMap((name) => {
    const fault = faultOf(source, from, name);
    return fault ? [`${source.path}: imports ${name}: ${fault}`] : [];
  });
}

function faultOf(source: Source, from: Place, name: string): string | undefined {
  const target = resolveImport(source.path, name);
  if (target === undefined) return packageFault(from, name);
  const to = placeOf(target);
  if (!MAY_USE[from.layer].includes(to.layer)) return `${from.layer} may not use ${to.layer}`;
  const crosses = from.layer !== to.layer || (from.layer === 'features' && from.part !== to.part);
  if (crosses && name.startsWith('.') && from.layer !== 'root' && from.layer !== 'other') {
    return 'another layer or feature is reached by a # import';
  }
  if (to.layer === 'features' && crosses && from.part !== to.part && !/\/index\.ts$/.test(target)) {
    return 'a feature is reached through its index.ts';
  }
  if (to.layer === 'web' && to.part !== 'shared' && to.part !== from.part && from.layer === 'web') {
    return 'surfaces never import each other';
  }
  return undefined;
}

function packageFault(from: Place, name: string): string | undefined {
  if (from.layer === 'core') return 'core is pure: no packages, no node modules';
  if (!name.startsWith('node:')) return undefined;
  if (from.layer === 'contract' || from.layer === 'web') return 'browsers have no node modules';
  return undefined;
}

/** The path a local import means; undefined for packages. */
export function resolveImport(from: string, name: string): string | undefined {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name);
  const [, alias, rest] = /^#(core|contract|platform|features|support)\/(.*)$/.exec(name) ?? [];
  if (alias === undefined) return undefined;
  return alias === 'support' ? `tests/support/${rest}` : `src/${alias}/${rest}`;
}

function placeOf(path: string): Place {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top === 'web') return { layer: 'web', part: second };
  if (top !== 'src') return { layer: 'other', part: '' };
  switch (second) {
    case 'core':
    case 'contract':
    case 'platform':
      return { layer: second, part: '' };
    case 'features':
      return { layer: second, part: third };
    default:
      return { layer: 'root', part: '' };
  }
}

/** Files of the core that a browser loads, directly or through others. */
export function coreInBrowsers(sources: Source[]): Set<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const open = sources.filter(({ path }) => path.startsWith('web/') && !isTest(path));
  for (let source = open.pop(); source; source = open.pop()) {
    for (const name of source.imports) {
      const path = resolveImport(source.path, name) ?? '';
      const next = byPath.get(path);
      if (!next || seen.has(path)) continue;
      seen.add(path);
      open.push(next);
    }
  }
  return new Set([...seen].filter((path) => path.startsWith('src/core/')));
}
