/** Header parameters that are not sent: OpenAPI ignores them, or each client writes them itself. A notice names them. */
import { toList } from '../core/words.ts';
import { apart } from './left-out.ts';
import { child, type Node, notice, type Reading, resolved } from './reading.ts';
import { elementsAt } from './typed-members.ts';

const IGNORED: ReadonlySet<unknown> = new Set(['accept', 'content-type', 'authorization']);

/** What belongs to the connection and the bytes on it: another value leads to another host, or breaks the message. */
const OF_CLIENTS: ReadonlySet<unknown> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'postman-token',
  'trailer',
  'transfer-encoding',
]);

/** https://spec.openapis.org/oas/v3.1.1.html#parameter-name */
export function isIgnoredHeader(name: string): boolean {
  const field = name.toLowerCase();
  return IGNORED.has(field) || OF_CLIENTS.has(field);
}

/** A notice for the path items and operations that have such parameters, once for all of them. */
export function noteIgnoredHeaders(reading: Reading, holders: readonly Node[]): void {
  const found = [...new Set(holders)].flatMap((holder) => headersIn(reading, holder));
  const isOfClient = ({ name }: Found) => OF_CLIENTS.has(name.toLowerCase());
  const [ofClients, ignored] = [found.filter(isOfClient), found.filter((one) => !isOfClient(one))];
  noteUnused(reading, ignored, (them) => `OpenAPI ignores ${them}, and media types and \`security\` say what is sent`);
  noteUnused(reading, ofClients, (them) => `each client writes ${them} itself`);
}

function noteUnused(reading: Reading, found: readonly Found[], why: (them: string) => string): void {
  const [first] = found;
  if (!first) return;
  const names = [...new Set(found.map(({ name }) => name))];
  const [what, are, them] =
    names.length === 1 ? (['header parameter', 'is', 'it'] as const) : (['header parameters', 'are', 'them'] as const);
  notice(reading, 'note', first.path, `the ${what} ${toList(names)} ${are} not used: ${why(them)}`);
}

interface Found {
  readonly name: string;
  readonly path: readonly string[];
}

function headersIn(reading: Reading, holder: Node): readonly Found[] {
  // Faults and notices are those of the operations.
  const aside = apart(reading).reading;
  const node = resolved(aside, holder);
  return (node ? elementsAt(aside, node, 'parameters') : []).flatMap((parameter) => {
    const name = child(parameter, 'name')?.value;
    const isHeader = child(parameter, 'in')?.value === 'header';
    return isHeader && typeof name === 'string' && isIgnoredHeader(name) ? [{ name, path: parameter.path }] : [];
  });
}
