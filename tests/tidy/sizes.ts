import { extname } from 'node:path';
import { isNode, lineOf, type Node, type Source } from './source.ts';

const FILE_LINES = 300;
const FUNCTION_LINES = 70;
const COMPONENT_LINES = 150;
const COLUMNS = 100;
const SIZED = new Set(['.ts', '.tsx', '.js', '.sql']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function fileFaults({ path, text }: Source): string[] {
  const lines = text.split('\n').length - 1;
  // A migration is frozen once it has run anywhere; a schema is one thing, read from the top.
  if (!SIZED.has(extname(path)) || path.startsWith('migrations/') || lines <= FILE_LINES) return [];
  return [`${path}: ${lines} lines, ${FILE_LINES} is the limit: split it by meaning`];
}

export function functionFaults(source: Source): string[] {
  const faults: string[] = [];
  for (const { node, name } of functionsOf(source)) {
    const first = lineOf(source, node.start);
    const lines = lineOf(source, node.end) - first + 1;
    const component = source.path.endsWith('.tsx') && /^[A-Z]/.test(name);
    const limit = component ? COMPONENT_LINES : FUNCTION_LINES;
    if (lines > limit)
      faults.push(`${source.path}:${first}: ${name} has ${lines} lines of ${limit}`);
  }
  return faults;
}

/** Functions with the name they are declared or assigned under. */
function* functionsOf({ nodes }: Source): Generator<{ node: Node; name: string }> {
  const names = new Map<Node, string>();
  for (const node of nodes) {
    const { id, init } = node;
    if (isNode(id) && typeof id.name === 'string') names.set(isNode(init) ? init : node, id.name);
    if (isGrouping(node)) for (const callback of node.arguments as Node[]) names.set(callback, '');
    if (FUNCTIONS.has(node.type) && names.get(node) !== '') {
      yield { node, name: names.get(node) ?? 'a function' };
    }
  }
}

/** `describe` only groups tests: its body is as long as the file. */
function isGrouping({ type, callee }: Node): boolean {
  return type === 'CallExpression' && isNode(callee) && callee.name === 'describe';
}

/** Biome breaks what can be broken; a long string, address or pattern can't be. */
export function columnFaults({ path, text }: Source): string[] {
  if (!['.ts', '.tsx', '.js'].includes(extname(path))) return [];
  return text.split('\n').flatMap((line, index) => {
    const unbreakable = /['"`]|https?:|\/.*[[\\(].*\/|<[A-Za-z/]/.test(line);
    const comment = /^\s*(\/\/|\/?\*)/.test(line) && !/https?:/.test(line);
    if (line.length <= COLUMNS || (unbreakable && !comment)) return [];
    return [`${path}:${index + 1}: ${line.length} columns, ${COLUMNS} is the limit`];
  });
}
