/** Header parameters that OpenAPI ignores, because other parts of the description define them: a notice names them. */
import { toList } from '../core/words.ts';
import { apart } from './left-out.ts';
import { child, elementsAt, type Node, notice, type Reading, resolved } from './reading.ts';

const IGNORED: ReadonlySet<unknown> = new Set(['accept', 'content-type', 'authorization']);

/** https://spec.openapis.org/oas/v3.1.1.html#parameter-name */
export function isIgnoredHeader(name: string): boolean {
  return IGNORED.has(name.toLowerCase());
}

/** A notice for the path items and operations that have such parameters, once for all of them. */
export function noteIgnoredHeaders(reading: Reading, holders: readonly Node[]): void {
  const found = [...new Set(holders)].flatMap((holder) => headersIn(reading, holder));
  const [first] = found;
  if (!first) return;
  const names = [...new Set(found.map(({ name }) => name))];
  const [what, are, them] =
    names.length === 1 ? ['header parameter', 'is', 'it'] : ['header parameters', 'are', 'them'];
  const why = `OpenAPI ignores ${them}, and media types and \`security\` say what is sent`;
  notice(reading, 'note', first.path, `the ${what} ${toList(names)} ${are} not used: ${why}`);
}

function headersIn(reading: Reading, holder: Node): readonly { name: string; path: readonly string[] }[] {
  // Faults and notices are those of the operations.
  const aside = apart(reading).reading;
  const node = resolved(aside, holder);
  return (node ? elementsAt(aside, node, 'parameters') : []).flatMap((parameter) => {
    const name = child(parameter, 'name')?.value;
    const isHeader = child(parameter, 'in')?.value === 'header';
    return isHeader && typeof name === 'string' && isIgnoredHeader(name) ? [{ name, path: parameter.path }] : [];
  });
}
