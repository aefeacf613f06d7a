/** Which links lead to an operation, and what of them is used: values of response bodies for the path. */
import { fromPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { notice, type Reading } from './reading.ts';
import type { Link, Operation } from './types.ts';

/** What is not used, by what is said of it: its first place, and how often it stands in the document. */
type Unused = Map<string, { readonly path: readonly string[]; readonly number: number }>;

/** The operations with the links that lead to one of them, and fill parameters that it has. */
export function withUsableLinks(reading: Reading, operations: readonly Operation[]): Operation[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const unused: Unused = new Map();
  const found = operations.map((operation) =>
    operation.links.length === 0
      ? operation
      : {
          ...operation,
          links: operation.links.flatMap((link) => usableLink(reading, link, byId.get(link.operation), unused)),
        },
  );
  for (const [what, { path, number }] of unused) {
    const times = number > 1 ? ` (${count(number, 'time')}, first here)` : '';
    notice(
      reading,
      'left-out',
      path,
      `${what} is not used: a link hands on values of response bodies, for paths${times}`,
    );
  }
  return found;
}

/** A `Location` names a created item. */
const OTHER_HEADER = /^\$response\.header\.(?!location$)/i;

function usableLink(reading: Reading, link: Link, target: Operation | undefined, unused: Unused): Link[] {
  const path = fromPointer(link.pointer);
  if (!target) {
    const where = link.operation === '' ? 'no operation' : `"${link.operation}", which is not an operation here`;
    notice(reading, 'note', path, `the link "${link.name}" is not used: it leads to ${where}`);
    return [];
  }
  const names = new Set(target.parameters.map(({ name }) => name));
  const all = Object.entries(link.parameters);
  const used = all.filter(([name]) => names.has(name));
  for (const [name] of all.filter(([name]) => !names.has(name))) {
    const message = `"${name}" is not used: it is not a parameter of "${target.id}"`;
    notice(reading, 'note', [...path, 'parameters'], message);
  }
  const add = (what: string, at: readonly string[]) => {
    const known = unused.get(what);
    unused.set(what, { path: known?.path ?? at, number: (known?.number ?? 0) + 1 });
  };
  for (const [name, expression] of used) {
    const at = [...path, 'parameters', name];
    if (OTHER_HEADER.test(expression)) {
      const message = `"${name}" is not taken from "${expression}": only values of bodies are handed on`;
      notice(reading, 'note', at, message);
      continue;
    }
    const isInPath = target.parameters.some((parameter) => parameter.in === 'path' && parameter.name === name);
    const what = isInPath ? unusedExpression(expression) : `"parameters" of links for ${placesOf(target, name)}`;
    if (what !== undefined) add(what, at);
  }
  for (const member of link.unused) add(`"${member}" of links`, [...path, member]);
  return [{ ...link, parameters: Object.fromEntries(used) }];
}

function placesOf({ parameters }: Operation, name: string): string {
  return parameters.find((parameter) => parameter.name === name)?.in === 'query' ? 'a query' : 'a header or a cookie';
}

/** The kind of an expression whose value is not handed on; `undefined` if it is. A `Location` is read without a link. */
function unusedExpression(expression: string): string | undefined {
  if (/^\$response\.(body#\/|header\.)/.test(expression)) return undefined;
  if (!expression.startsWith('$')) return 'a constant in "parameters" of links';
  const kind = /^\$(?:request\.(?:path|query|header|body)|response\.body|\w+)/.exec(expression)?.[0] ?? expression;
  return `"${kind}" in "parameters" of links`;
}
