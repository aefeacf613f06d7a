import { toScriptLiteral } from '../core/json.ts';
import { libraryFactory, type Tables } from '../sandbox/library.ts';
import { namesIn } from '../sandbox/split-script.ts';

/** A piece of a sandbox script: our own code, in which values from a description are literals. */
export interface Script {
  readonly kind: 'script';
  readonly text: string;
  /** The names that our own code in it uses, such as functions of the library. Literals add no names. */
  readonly names: ReadonlySet<string>;
}

/**
 * Write a piece of script. The template is our own code; every inserted value is data and becomes a literal.
 *
 * This is the only way from a description into a script, so no text of a description is ever executed. A `Script` is inserted
 * unchanged. The common indentation of the text is removed; an inserted value of several lines is indented like its first.
 */
export function js(strings: TemplateStringsArray, ...values: readonly unknown[]): Script {
  let text = strings.raw[0] ?? '';
  let names = namesOf(strings);
  for (const [index, value] of values.entries()) {
    if (isScript(value) && value.names.size > 0) names = new Set([...names, ...value.names]);
    const lineStart = text.slice(text.lastIndexOf('\n') + 1);
    const piece = isScript(value) ? value.text : toScriptLiteral(value, WIDTH - lineStart.length);
    text += piece.includes('\n') ? piece.replaceAll('\n', `\n${lineStart.slice(0, indentOf(lineStart))}`) : piece;
    text += strings.raw[index + 1] ?? '';
  }
  return toScript(dedent(text), names);
}

/** The names in each template, computed once for each template literal in our code. */
const known = new WeakMap<TemplateStringsArray, ReadonlySet<string>>();

function namesOf(strings: TemplateStringsArray): ReadonlySet<string> {
  const names = known.get(strings) ?? namesIn(strings.raw.join(' 0 '));
  known.set(strings, names);
  return names;
}

/** The scripts that this file has made. An object from a description that looks like a script has no private member, so it is data. */
class MadeScript implements Script {
  readonly kind = 'script';
  readonly text: string;
  readonly names: ReadonlySet<string>;
  readonly #isMade = true;

  constructor(text: string, names: ReadonlySet<string>) {
    this.text = text;
    this.names = names;
  }

  static has(value: unknown): value is Script {
    return typeof value === 'object' && value !== null && #isMade in value && value.#isMade;
  }
}

function toScript(text: string, names: ReadonlySet<string>): Script {
  return new MadeScript(text, names);
}

function isScript(value: unknown): value is Script {
  return MadeScript.has(value);
}

const WIDTH = 120;

function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ') indent += 1;
  return indent;
}

function dedent(text: string): string {
  if (!text.includes('\n')) return text.slice(Math.min(indentOf(text), 200)).trimEnd();
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '')
    .split('\n');
  let common = 200;
  for (const line of lines) if (line.trim() !== '') common = Math.min(common, indentOf(line));
  return lines.map((line) => line.slice(common).trimEnd()).join('\n');
}

/**
 * A function that returns the first script with the same text and names: of 200,000 scripts of a large API, 1,000 have texts of their
 * own.
 */
export function oncePerText(): (script: Script) => Script {
  const known = new Map<string, Script>();
  return (script) => {
    const first = known.get(script.text);
    if (!first) known.set(script.text, script);
    const isSame = first?.names.size === script.names.size && [...script.names].every((name) => first.names.has(name));
    return first && isSame ? first : script;
  };
}

/** Pieces of script, one below the other, `gap` empty lines between them. */
export function joined(scripts: readonly Script[], gap = 1): Script {
  const names = new Set<string>();
  for (const script of scripts) for (const name of script.names) names.add(name);
  return toScript(scripts.map((script) => script.text).join('\n'.repeat(gap + 1)), names);
}

/** Pieces of script, one below the other, with an empty line around each piece of several lines. */
export function paragraphs(scripts: readonly Script[]): Script {
  const isLong = ({ text }: Script) => text.includes('\n');
  return scripts.slice(1).reduce((above, script, index) => {
    const before = scripts[index];
    return joined([above, script], isLong(script) || (before && isLong(before)) ? 1 : 0);
  }, scripts[0] ?? js``);
}

/** The beginning of code that is not an expression. */
const STATEMENT = /^(const|let|if|for|return|throw|\/\/)/;

/** An arrow function that destructures those members of its argument that the body uses; on one line for a short expression. */
export function arrowFunction(members: readonly string[], body: Script): Script {
  const used = members.filter((name) => body.names.has(name));
  const head = used.length === 0 ? js`()` : js`({ ${identifiers(used)} })`;
  const { text } = body;
  const isExpression = text.endsWith(';') && !/[\n]/.test(text) && !STATEMENT.test(text) && text.length <= 80;
  if (isExpression) return js`${head} => ${toScript(text.slice(0, -1), body.names)}`;
  return js`
    ${head} => {
      ${body}
    }
  `;
}

/** The statement that defines the library of a collection, with only what these names need. */
export function libraryScript(names: readonly string[], tables: Tables, onResponse: Script): Script {
  return toScript(libraryFactory(names, tables, onResponse.text), new Set());
}

/** Names as a piece of script, separated by commas: `at, body`, `pm.test`. Throws if one is not an identifier. */
export function identifiers(names: readonly string[]): Script {
  const wrong = names.find((name) => !/^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/.test(name));
  if (wrong !== undefined) throw new Error(`no name in a script: ${JSON.stringify(wrong)}`);
  return toScript(names.join(', '), new Set(names));
}

/** A comment line as a piece of script. Throws if it is anything else. */
export function comment(line: string): Script {
  if (!/^\/\/ [^\n\r\u2028\u2029]*$/.test(line)) throw new Error(`no line of comment: ${JSON.stringify(line)}`);
  return toScript(line, new Set());
}
