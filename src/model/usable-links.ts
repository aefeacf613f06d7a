/** Which links lead to an operation, and what of them is used: values of response bodies for the path. */
import { fromPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { notice, type Reading } from './reading.ts';
import type { Link, Operation, Parameter } from './types.ts';

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
  const add = (what: string, at: readonly string[]) => {
    const known = unused.get(what);
    unused.set(what, { path: known?.path ?? at, number: (known?.number ?? 0) + 1 });
  };
  const used: [name: string, expression: string][] = [];
  for (const [written, expression] of Object.entries(link.parameters)) {
    const at = [...path, 'parameters', written];
    const parameter = named(target, written);
    if (!parameter) {
      const message = `"${written}" is not used: it is not a parameter of "${target.id}"`;
      notice(reading, 'note', [...path, 'parameters'], message);
      continue;
    }
    // What is handed on is known by the name alone.
    if (named(target, parameter.name) === parameter) used.push([parameter.name, expression]);
    if (OTHER_HEADER.test(expression)) {
      const message = `"${written}" is not taken from "${expression}": only values of bodies are handed on`;
      notice(reading, 'note', at, message);
      continue;
    }
    const what =
      parameter.in === 'path' ? unusedExpression(expression) : `"parameters" of links for ${placeOf(parameter)}`;
    if (what !== undefined) add(what, at);
  }
  for (const member of link.unused) add(`"${member}" of links`, [...path, member]);
  return [{ ...link, parameters: Object.fromEntries(used) }];
}

/**
 * The parameter with a name, which may have its place before it: `path.id`. Without one, that of the path comes first.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#fixed-fields-19
 */
function named({ parameters }: Operation, written: string): Parameter | undefined {
  const alike = parameters.filter(({ name }) => name === written);
  const [, place, short] = /^(path|query|header|cookie)\.(.+)$/.exec(written) ?? [];
  return (
    alike.find((parameter) => parameter.in === 'path') ??
    alike[0] ??
    parameters.find((parameter) => parameter.in === place && parameter.name === short)
  );
}

function placeOf(parameter: Parameter): string {
  return parameter.in === 'query' ? 'a query' : 'a header or a cookie';
}

/** "Expressions can be embedded into string values by surrounding the expression with `{}` curly braces." */
const EMBEDDED = /\{\$[^{}]*\}/;

/** The kind of an expression whose value is not handed on; `undefined` if it is. A `Location` is read without a link. */
function unusedExpression(expression: string): string | undefined {
  if (/^\$response\.(body#\/|header\.)/.test(expression)) return undefined;
  if (EMBEDDED.test(expression)) return 'a text with expressions in "parameters" of links';
  if (!expression.startsWith('$')) return 'a constant in "parameters" of links';
  const kind = /^\$(?:request\.(?:path|query|header|body)|response\.body|\w+)/.exec(expression)?.[0] ?? expression;
  return `"${kind}" in "parameters" of links`;
}
