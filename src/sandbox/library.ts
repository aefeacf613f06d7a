import { readFileSync } from 'node:fs';
import { toScriptLiteral } from '../core/folded.ts';
import { BUDGET, NOT_JUDGED, NOTE, PAGES, THIS_REQUEST, TOKEN_ASSERTION, WHY } from '../core/protocol.ts';
import { namesIn, type ScriptDeclaration, splitScript } from './split-script.ts';

/** The scripts of this folder, in the order of their functions in a collection. */
export const LIBRARY_FILES = [
  'assertions.js',
  'before.js',
  'token.js',
  'scopes.js',
  'slow-down.js',
  'response.js',
  'headers.js',
  'refusal.js',
  'items.js',
  'order.js',
  'capture.js',
  'criteria.js',
  'compare.js',
  'readers.js',
  'reading.js',
  'list-urls.js',
  'judge.js',
  'judge-keywords.js',
  'judge-helpers.js',
  'formats.js',
  'values.js',
  'xml.js',
  'events.js',
] as const;

/** The entries to include, by the name of their table. A table without a list of entries is included completely. */
export type Tables = Readonly<Record<string, Iterable<string>>>;

/** The constants that scripts and the runner share. */
const PROTOCOL = { NOTE, WHY, BUDGET, PAGES, THIS_REQUEST, TOKEN_ASSERTION };

/** A table, since a collection has only the reasons that its scripts give. */
const REASONS: ScriptDeclaration = {
  name: 'NOT_JUDGED',
  text: 'const NOT_JUDGED = {',
  entries: Object.entries(NOT_JUDGED).map(([key, text]) => ({
    key,
    text: `  ${/-/.test(key) ? toScriptLiteral(key) : key}: ${toScriptLiteral(text)},`,
  })),
};

const LIBRARY: ReadonlyMap<string, ScriptDeclaration> = byName([
  REASONS,
  ...Object.entries(PROTOCOL).map(([name, value]) => ({ name, text: `const ${name} = ${toScriptLiteral(value)};` })),
  ...LIBRARY_FILES.flatMap((file) => splitScript(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'), file)),
]);

/** Without this check, one of two functions with the same name would silently be lost. */
function byName(declarations: readonly ScriptDeclaration[]): ReadonlyMap<string, ScriptDeclaration> {
  const found = new Map(declarations.map((one) => [one.name, one]));
  const twice = declarations.find((one) => found.get(one.name) !== one);
  if (twice) throw new Error(`the library for scripts has two of the name "${twice.name}"`);
  return found;
}

/** Every function and constant that scripts can call. */
export const LIBRARY_NAMES: ReadonlySet<string> = new Set(LIBRARY.keys());

/**
 * The text of these functions and of all that they use, each once and in a fixed order. Throws if a name, or an entry of a table, is
 * unknown.
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
 * The statement in a collection's pre-request script that assigns the library to an undeclared global, so that every later script of
 * the run sees it: `const { body, brief } = contract(pm)`. A script may pass data about its request as the second argument, `about`. `onResponse`
 * holds statements that run where there is a response. Its code is not indented, since each script pays for its length.
 */
export function libraryFactory(names: Iterable<string>, tables: Tables = {}, onResponse = ''): string {
  const wanted = new Set(names);
  const listed = [...LIBRARY.keys()].filter((name) => wanted.has(name));
  const called = onResponse === '' ? [] : ['sendAgain', ...namesIn(onResponse)].filter((name) => LIBRARY.has(name));
  const all = [...wanted, ...called];
  const bare = libraryCode(all, { ...tables, NOT_JUDGED: [] });
  const reasons = new Set([...reasonsIn([bare]), ...(tables['NOT_JUDGED'] ?? [])]);
  const code = libraryCode(all, { ...tables, NOT_JUDGED: reasons });
  const first =
    onResponse === ''
      ? ''
      : `if (pm.response && pm.response.code) {\n${onResponse.replace(/^(?=.)/gm, '  ')}\n} else if (pm.response) {\n  sendAgain();\n}\n\n`;
  return `contract = (pm, about) => {\n${code}\n\n${first}return { ${listed.join(', ')} };\n};\ncontract.schemas = {};\ncontract.lists = {};`;
}

/** The reasons that scripts give. */
export function reasonsIn(scripts: readonly string[]): readonly string[] {
  return tableKeys('NOT_JUDGED').filter((reason) => scripts.some((script) => script.includes(`'${reason}'`)));
}

/** Whether these functions, or those that they use, need the data about a request. */
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
