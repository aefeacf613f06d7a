/** A top-level function or constant of a script, with the comment above it. */
export interface ScriptDeclaration {
  readonly name: string;
  /** The whole text; of a table, the text before its entries. */
  readonly text: string;
  /** The entries of a table (`const NAME = { key: …, … };`), each on lines of its own. */
  readonly entries?: readonly Entry[];
}

interface Entry {
  readonly key: string;
  readonly text: string;
}

/**
 * Split a script into its declarations.
 *
 * The script must be formatted: a declaration begins in column 1, and ends with a line in column 1 or on its first line. A comment
 * before an empty line is about the file, and is dropped. Throws on any other line in column 1.
 */
export function splitScript(script: string, file: string): readonly ScriptDeclaration[] {
  const lines = withoutTypes(script).split('\n');
  const found: ScriptDeclaration[] = [];
  let comment: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [, functionName, constantName] = /^(?:function ([\w$]+)\(|const ([\w$]+) =)/.exec(line) ?? [];
    const name = functionName ?? constantName;
    if (line.trim() === '') comment = [];
    else if (/^(\/\*\*|\/\/| \*)/.test(line)) comment.push(line);
    else if (name === undefined) throw new Error(`${file}:${index + 1} is neither a function nor a constant: ${line}`);
    else {
      const end = endOf(lines, index);
      found.push(toDeclaration(name, comment, lines.slice(index, end + 1)));
      comment = [];
      index = end;
    }
  }
  return found;
}

/** The last line of the declaration that begins at this line. */
function endOf(lines: readonly string[], start: number): number {
  const first = lines[start] ?? '';
  const isOver = first.startsWith('function') ? /^\}$/ : first.endsWith('=') ? /;$/ : /^[}\])].*;$/;
  if (/[;}]$/.test(first)) return start;
  const length = lines.slice(start + 1).findIndex((line) => isOver.test(line));
  if (length < 0) throw new Error(`this declaration has no end: ${first}`);
  return start + 1 + length;
}

function toDeclaration(name: string, comment: readonly string[], lines: readonly string[]): ScriptDeclaration {
  const isTable = /^const [\w$]+ = \{$/.test(lines[0] ?? '');
  if (!isTable) return { name, text: [...comment, ...lines].join('\n') };
  return { name, text: [...comment, lines[0]].join('\n'), entries: toEntries(lines.slice(1, -1)) };
}

/** Split a table into entries. An entry begins with two spaces, or with the comment above such a line. */
function toEntries(lines: readonly string[]): readonly Entry[] {
  const entries: { key: string; lines: string[] }[] = [];
  let comment: string[] = [];
  for (const line of lines) {
    const [, quoted, plain] = /^ {2}(?:'([^']+)'|([\w$]+))(?:: |,)/.exec(line) ?? [];
    const key = quoted ?? plain;
    if (/^ {2}(\/\/|\/\*\*| \*)/.test(line)) comment.push(line);
    else if (key === undefined) entries.at(-1)?.lines.push(line);
    else {
      entries.push({ key, lines: [...comment, line] });
      comment = [];
    }
  }
  return entries.map((entry) => ({ key: entry.key, text: entry.lines.join('\n') }));
}

/**
 * The text of a script without directives for compilers and linters. Of doc comments, the first sentence remains: a collection has room for
 * what a function does, and the reasons are here.
 */
function withoutTypes(script: string): string {
  return script
    .replace(/\/\*\* @type \{[^\n]*?\} \*\/ \(([\w.$]+)\)/g, '$1')
    .replace(/^ *\/\/ (?:@ts-|biome-ignore|oxlint-disable).*\n/gm, '')
    .replace(/( *)\/\*\*([\s\S]*?)\*\/(\s?)/g, (comment, indent: string, inside: string, after: string) => {
      const tags = inside.search(/(?:^|\*) @[a-z]/);
      const sentence = inside.search(/\.\s(?=[\s*]*[^\s*@])/) + 1;
      if (tags < 0 && sentence === 0) return comment;
      const end = Math.min(tags < 0 ? Infinity : tags, sentence === 0 ? Infinity : sentence);
      const statement = inside.slice(0, end).replace(/[\s*]+$/, '');
      if (statement === '') return after === '\n' ? '' : indent;
      return statement.includes('\n')
        ? `${indent}/**${statement}\n${indent} */${after}`
        : `${indent}/**${statement} */${after}`;
    })
    .replace(/\/\*\*\n *\* (.*)\n *\*\//g, '/** $1 */');
}

/**
 * The names that code uses, without members (`.name`) and keys (`name:`). Local names are included, so the result may have more names
 * than needed, but never fewer.
 */
export function namesIn(code: string): ReadonlySet<string> {
  const withoutKeys = bareCode(code).replace(/(?<=[{,]\s*)[\w$]+:/g, '');
  const names = withoutKeys.matchAll(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g);
  return new Set([...names].map(([name]) => name));
}

/** Code without comments, string literals and regular expressions. */
export function bareCode(code: string): string {
  return code.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<=(?:[(,=:[!&|?{};]|\breturn)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/g,
    ' ',
  );
}
