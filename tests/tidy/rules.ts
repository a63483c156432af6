import { isNode, isTest, lineOf, type Node, type Source } from './source.ts';

const NAMED_TEXT = new Set(['alt', 'aria-label', 'label', 'placeholder', 'title']);
const LETTERS = /\p{L}{2,}/u;
/** Names that read the same in every language. */
const BRANDS = /^(Stamgast|Apple|Google|PDF|CSV|PIN|QR)$/;

/** The settings module alone reads the environment; what runs before it or beside it may too. */
export function environmentFaults(source: Source): string[] {
  if (/^(src\/platform\/config|bin|tests\/support)\//.test(source.path)) return [];
  return find(source, isEnvironment, 'reads process.env outside src/platform/config');
}

function isEnvironment({ type, object, property }: Node): boolean {
  const isProcess = isNode(object) && object.name === 'process';
  return type === 'MemberExpression' && isProcess && isNode(property) && property.name === 'env';
}

export function anyFaults(source: Source): string[] {
  return find(source, ({ type }) => type === 'TSAnyKeyword', 'says any');
}

/** Clocks and dice make a decision unrepeatable; browsers do not all have Temporal. */
export function purityFaults(source: Source, inBrowsers: ReadonlySet<string>): string[] {
  if (!source.path.startsWith('src/core/') || isTest(source.path)) return [];
  const impure = find(source, isImpure, 'asks a clock, dice or the surroundings in the core');
  if (!inBrowsers.has(source.path)) return impure;
  const temporal = ({ type, name }: Node) => type === 'Identifier' && name === 'Temporal';
  return [...impure, ...find(source, temporal, 'uses Temporal in core code browsers load')];
}

function isImpure({ type, object, property, callee, arguments: given }: Node): boolean {
  if (type === 'NewExpression' && isNode(callee) && callee.name === 'Date') {
    return Array.isArray(given) && given.length === 0;
  }
  if (type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return false;
  const used = `${String(object.name)}.${String(property.name)}`;
  const dotted = /^(Date\.now|Math\.random|performance\.now|Temporal\.Now)$/.test(used);
  return dotted || object.name === 'process' || object.name === 'crypto';
}

/** Exported functions of `*-queries.ts` take the merchant first: none forgets whose rows. */
export function tenantFaults(source: Source): string[] {
  if (!source.path.endsWith('-queries.ts')) return [];
  const exported = source.body.filter(({ type }) => type === 'ExportNamedDeclaration');
  return exported.flatMap(({ declaration }) => {
    if (!isNode(declaration)) return [];
    const declared = (declaration.declarations as Node[] | undefined) ?? [declaration];
    return declared.flatMap((each) => tenantFault(source, each));
  });
}

function tenantFault(source: Source, declared: Node): string[] {
  const made = isNode(declared.init) ? declared.init : declared;
  if (!Array.isArray(made.params)) return [];
  const names = made.params.map((each: Node) => String(each.name));
  if (names[0] === 'merchantId') return [];
  const name = isNode(declared.id) ? String(declared.id.name) : 'a function';
  const place = `${source.path}:${lineOf(source, declared.start)}`;
  return [`${place}: ${name} does not take merchantId first`];
}

/** Words a person reads come from the messages, in six languages. */
export function untranslatedFaults(source: Source): string[] {
  if (!source.path.endsWith('.tsx') || isTest(source.path)) return [];
  return find(source, isUntranslated, 'shows text that is not from the messages');
}

function isUntranslated({ type, value, name }: Node): boolean {
  if (type === 'JSXText') return isProse(value);
  if (type !== 'JSXAttribute' || !isNode(name) || !NAMED_TEXT.has(String(name.name))) return false;
  return isNode(value) && value.type === 'Literal' && isProse(value.value);
}

function isProse(value: unknown): boolean {
  return typeof value === 'string' && LETTERS.test(value) && !BRANDS.test(value.trim());
}

/** Every folder of a feature is called by a noun of the glossary. */
export function nounFaults(features: string[], glossary: string): string[] {
  const rows = glossary.matchAll(/^\| *([a-z][a-z -]*?) *\|/gm);
  const nouns = new Set([...rows].map(([, noun]) => noun));
  return features
    .filter((folder) => !nouns.has(folder) && !nouns.has(folder.replaceAll('-', ' ')))
    .map((folder) => `src/features/${folder} is called by no noun of GLOSSARY.md`);
}

function find(source: Source, is: (node: Node) => boolean, fault: string): string[] {
  return source.nodes
    .filter(is)
    .map((node) => `${source.path}:${lineOf(source, node.start)}: ${fault}`);
}
