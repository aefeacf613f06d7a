import { readFileSync } from 'node:fs';
import { toScriptLiteral } from '../core/json.ts';
import { BUDGET, NOT_JUDGED, PAGES, THIS_REQUEST, TOKEN_ASSERTION, WHY } from '../core/protocol.ts';
import { namesIn, type ScriptDeclaration, splitScript } from './split-script.ts';

/** The scripts of this folder, in the order in which their functions stand in a collection. */
export const LIBRARY_FILES = [
  'assertions.js',
  'before.js',
  'token.js',
  'slow-down.js',
  'response.js',
  'refusal.js',
  'items.js',
  'order.js',
  'capture.js',
  'compare.js',
  'readers.js',
  'reading.js',
  'judge.js',
  'judge-keywords.js',
  'judge-helpers.js',
  'formats.js',
  'values.js',
] as const;

/** The entries of a table that are wanted, by the name of the table. A table that is not among them is carried whole. */
export type Tables = Readonly<Record<string, Iterable<string>>>;

/** What scripts and the runner agree on, as constants. */
const PROTOCOL = { NOT_JUDGED, WHY, BUDGET, PAGES, THIS_REQUEST, TOKEN_ASSERTION };

const LIBRARY: ReadonlyMap<string, ScriptDeclaration> = byName([
  ...Object.entries(PROTOCOL).map(([name, value]) => ({ name, text: `const ${name} = ${toScriptLiteral(value)};` })),
  ...LIBRARY_FILES.flatMap((file) => splitScript(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'), file)),
]);

/** Two functions of one name would silently be one. */
function byName(declarations: readonly ScriptDeclaration[]): ReadonlyMap<string, ScriptDeclaration> {
  const found = new Map(declarations.map((one) => [one.name, one]));
  const twice = declarations.find((one) => found.get(one.name) !== one);
  if (twice) throw new Error(`the library for scripts has two of the name "${twice.name}"`);
  return found;
}

/** Every function and constant that scripts can call. */
export const LIBRARY_NAMES: ReadonlySet<string> = new Set(LIBRARY.keys());

/**
 * The text of these functions and of all that they use, each once and in a fixed order. Throws on a name, or an entry of a table, that
 * there is none of.
 */
export function libraryCode(names: Iterable<string>, tables: Tables = {}): string {
  const texts = new Map<string, string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (texts.has(name)) continue;
    const text = textOf(name, tables);
    texts.set(name, text);
    waiting.push(...[...namesIn(text)].filter((used) => LIBRARY.has(used)));
  }
  return [...LIBRARY.keys()].flatMap((name) => texts.get(name) ?? []).join('\n\n');
}

/**
 * The statement by which a collection's own script defines its library, without declaring it, so that every later script of the run
 * sees it: `const { body, brief } = contract(pm)`. What it is about (`about`) a script may pass as well. `onResponse` are statements for
 * where there is a response.
 */
export function libraryFactory(names: Iterable<string>, tables: Tables = {}, onResponse = ''): string {
  const wanted = new Set(names);
  const listed = [...LIBRARY.keys()].filter((name) => wanted.has(name));
  const called = [...namesIn(onResponse)].filter((name) => LIBRARY.has(name));
  const code = libraryCode([...wanted, ...called], tables).replace(/^(?=.)/gm, '  ');
  const first =
    onResponse === ''
      ? ''
      : `  if (pm.response && pm.response.code) {\n${onResponse.replace(/^(?=.)/gm, '    ')}\n  }\n\n`;
  return `contract = (pm, about) => {\n${code}\n\n${first}  return { ${listed.join(', ')} };\n};\ncontract.schemas = {};\ncontract.lists = {};`;
}

/** Whether these functions, or those that they use, ask what a request is about. */
export function usesAbout(names: readonly string[]): boolean {
  return names.some((name) => {
    const known = asking.get(name) ?? namesIn(libraryCode([name])).has('about');
    asking.set(name, known);
    return known;
  });
}

const asking = new Map<string, boolean>();

/** The keys of a table, such as the keywords that the judge knows. */
export function tableKeys(name: string): readonly string[] {
  return (find(name).entries ?? []).map(({ key }) => key);
}

function textOf(name: string, tables: Tables): string {
  const { text, entries } = find(name);
  if (!entries) return text;
  const wanted = new Set(Object.hasOwn(tables, name) ? tables[name] : tableKeys(name));
  for (const key of wanted) {
    if (!entries.some((entry) => entry.key === key)) throw new Error(`the table ${name} has no entry "${key}"`);
  }
  const remaining = entries.filter(({ key }) => wanted.has(key));
  return remaining.length === 0 ? `${text}};` : `${text}\n${remaining.map((entry) => entry.text).join('\n')}\n};`;
}

function find(name: string): ScriptDeclaration {
  const found = LIBRARY.get(name);
  if (!found) throw new Error(`the library for scripts has no "${name}"`);
  return found;
}
