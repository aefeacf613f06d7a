import { toScriptLiteral } from '../core/folded.ts';
import { once } from '../core/once.ts';
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
 * unchanged; a line that would have nothing but one without text is left out. The common indentation of the text is removed; an inserted
 * value of several lines is indented like its first.
 */
export function js(strings: TemplateStringsArray, ...values: readonly unknown[]): Script {
  const { parts, common, names: own } = templateOf(strings);
  let text = parts[0] ?? '';
  let names = own;
  let piece: string | undefined;
  for (const [index, value] of values.entries()) {
    if (isScript(value) && value.names.size > 0) names = union(names, value.names);
    const lineStart = text.slice(text.lastIndexOf('\n') + 1);
    piece = isScript(value) ? value.text : toScriptLiteral(value, WIDTH - common - lineStart.length);
    if (piece.startsWith('\n')) text = text.replace(/ +$/, '');
    text += piece.includes('\n') ? indented(piece, indentOf(lineStart)) : piece;
    const next = parts[index + 1] ?? '';
    if (text.endsWith(' ') && next.startsWith('\n')) text = text.replace(/ +$/, '');
    // A line with nothing but an empty script is left out.
    text += piece === '' && /(^|\n)$/.test(text) && next.startsWith('\n') ? next.slice(1) : next;
  }
  return toScript(piece === '' ? text.trimEnd() : text, names);
}

/** A template without the indentation that all its lines have in common. */
interface Template {
  readonly parts: readonly string[];
  readonly common: number;
  /** The names in our own code. */
  readonly names: ReadonlySet<string>;
}

const templateOf = once((strings: TemplateStringsArray): Template => {
  const whole = strings.raw.join(VALUE);
  const { text, common } = dedent(whole);
  return { parts: text.split(VALUE), common, names: namesIn(strings.raw.join(' 0 ')) };
});

/** Stands for a value in a template. */
const VALUE = '\0';

function union(some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  let all: Set<string> | undefined;
  for (const name of others) if (!some.has(name)) all = (all ?? new Set(some)).add(name);
  return all ?? some;
}

/** Lines of which all but the first are indented; empty ones stay empty. */
function indented(text: string, indent: number): string {
  return text.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(indent)}`);
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

function dedent(text: string): { readonly text: string; readonly common: number } {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '')
    .split('\n');
  const common = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf), MOST_INDENT);
  return { text: lines.map((line) => line.slice(common).trimEnd()).join('\n'), common };
}

const MOST_INDENT = 200;

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

/** Pieces of script, one below the other, `gap` empty lines between them. Those without text leave none. */
export function joined(scripts: readonly Script[], gap = 1): Script {
  const names = new Set<string>();
  for (const script of scripts) for (const name of script.names) names.add(name);
  const texts = scripts.map((script) => script.text).filter((text) => text !== '');
  return toScript(texts.join('\n'.repeat(gap + 1)), names);
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
