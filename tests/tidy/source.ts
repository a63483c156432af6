import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseSync } from 'vite';

/** A node of the parsed program; its other properties are nodes, lists of nodes or plain values. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

export interface Source {
  /** Path from the project's root, with slashes. */
  path: string;
  text: string;
  /** The next four are empty for what is not code. */
  imports: string[];
  /** Top-level statements. */
  body: Node[];
  /** Every node, parents first. */
  nodes: Node[];
  /** Where each line starts. */
  lineStarts: number[];
}

const CODE = new Set(['.ts', '.tsx', '.js']);
const TEXT = new Set([
  ...CODE,
  '.json',
  '.md',
  '.sql',
  '.css',
  '.html',
  '.svg',
  '.yaml',
  '.yml',
  '',
]);
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'data', '.stamgast']);
const MADE_BY_NPM = 'package-lock.json';

export function readProject(root: string): Source[] {
  const files = listFiles(root, '').filter((path) => TEXT.has(extname(path)));
  return files.map((path) => toSource(path, readFileSync(join(root, path), 'utf8')));
}

export function toSource(path: string, text: string): Source {
  if (!CODE.has(extname(path))) {
    return { path, text, imports: [], body: [], nodes: [], lineStarts: [] };
  }
  const { program, module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} can't be parsed: ${errors[0].message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    text.slice(start + 1, end - 1),
  );
  const reexported = module.staticExports
    .flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest?.value))
    .filter((name) => name !== undefined);
  const imports = module.staticImports.map((each) => each.moduleRequest.value);
  const root = program as unknown as Node;
  return {
    path,
    text,
    imports: [...new Set([...imports, ...dynamic, ...reexported])],
    body: root.body as Node[],
    nodes: [...walk(root)],
    lineStarts: [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)],
  };
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) || entry.name === MADE_BY_NPM) return [];
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? listFiles(root, path) : entry.isFile() ? [path] : [];
  });
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) yield* walk(child);
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

export function lineOf(source: Source, offset: number): number {
  return source.lineStarts.findLastIndex((start) => start <= offset) + 1;
}

export function isTest(path: string): boolean {
  return /\.test\.(js|tsx?)$/.test(path) || path.startsWith('tests/');
}
