import { toScriptLiteral } from '../core/json.ts';
import { libraryFactory, type Tables } from '../sandbox/library.ts';
import { namesIn } from '../sandbox/split-script.ts';

/** A piece of a sandbox script: text that we wrote, in which whatever came from outside stands as data. */
export interface Script {
  readonly kind: 'script';
  readonly text: string;
  /** The names that our own part of it uses, functions of the library among them; what came from outside names nothing. */
  readonly names: ReadonlySet<string>;
}

/**
 * Write a piece of script: the template is code of ours, every value put into it is data and becomes a literal.
 *
 * This is the only way from a description into a script, so nothing in a description is ever executed. A `Script` is put in
 * as it is. The text is freed of its common indentation; a value of several lines is indented like its first.
 */
export function js(strings: TemplateStringsArray, ...values: readonly unknown[]): Script {
  let text = strings.raw[0] ?? '';
  const names = new Set(namesOf(strings));
  for (const [index, value] of values.entries()) {
    if (isScript(value)) for (const name of value.names) names.add(name);
    const lineStart = text.slice(text.lastIndexOf('\n') + 1);
    const indent = /^ */.exec(lineStart)?.[0] ?? '';
    const piece = isScript(value) ? value.text : toScriptLiteral(value, WIDTH - lineStart.length);
    text += piece.replaceAll('\n', `\n${indent}`) + (strings.raw[index + 1] ?? '');
  }
  return toScript(dedent(text), names);
}

/** The names in a template, found once for each place in our code that has one. */
const known = new WeakMap<TemplateStringsArray, ReadonlySet<string>>();

function namesOf(strings: TemplateStringsArray): ReadonlySet<string> {
  const names = known.get(strings) ?? namesIn(strings.raw.join(' 0 '));
  known.set(strings, names);
  return names;
}

/** Only what `js` and `joined` made is code; anything that looks like it came from outside and is data. */
const made = new WeakSet<object>();

function toScript(text: string, names: ReadonlySet<string>): Script {
  const script: Script = { kind: 'script', text, names };
  made.add(script);
  return script;
}

function isScript(value: unknown): value is Script {
  return typeof value === 'object' && value !== null && made.has(value);
}

const WIDTH = 120;

function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents, 200);
  return lines.map((line) => line.slice(common).trimEnd()).join('\n');
}

/** Pieces of script, one below the other, `gap` empty lines between them. */
export function joined(scripts: readonly Script[], gap = 1): Script {
  return toScript(
    scripts.map((script) => script.text).join('\n'.repeat(gap + 1)),
    new Set(scripts.flatMap((script) => [...script.names])),
  );
}

/** The same, with an empty line around each piece of several lines. */
export function paragraphs(scripts: readonly Script[]): Script {
  const isLong = ({ text }: Script) => text.includes('\n');
  return scripts.slice(1).reduce((above, script, index) => {
    const before = scripts[index];
    return joined([above, script], isLong(script) || (before && isLong(before)) ? 1 : 0);
  }, scripts[0] ?? js``);
}

/** Code that is no expression by itself. */
const STATEMENT = /^(const|let|if|for|return|throw|\/\/)/;

/** A function of the members, as far as its body uses them, of what it is called with; on one line where the body is a short expression. */
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

/** The statement that defines the library of a collection, as far as these names need it. */
export function libraryScript(names: readonly string[], tables: Tables, onResponse: Script): Script {
  return toScript(libraryFactory(names, tables, onResponse.text), new Set());
}

/** Names as a piece of script, with commas between them: `at, body`, `pm.test`. Throws where one is no name. */
export function identifiers(names: readonly string[]): Script {
  const wrong = names.find((name) => !/^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/.test(name));
  if (wrong !== undefined) throw new Error(`no name in a script: ${JSON.stringify(wrong)}`);
  return toScript(names.join(', '), new Set(names));
}

/** A line of comment as a piece of script. Throws where it is more than that. */
export function comment(line: string): Script {
  if (!/^\/\/ [^\n\r\u2028\u2029]*$/.test(line)) throw new Error(`no line of comment: ${JSON.stringify(line)}`);
  return toScript(line, new Set());
}
