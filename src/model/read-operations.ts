import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import { withDeepMembers } from './deep-members.ts';
import { rejectGrpcStream } from './grpc-streams.ts';
import { noteIgnoredHeaders } from './ignored-headers.ts';
import { apart, type Faulty } from './left-out.ts';
import { mayLoseBody, operationName } from './methods.ts';
import { noteMisspelt } from './misspelt.ts';
import { operationTexts } from './operation-texts.ts';
import { isOwnKey, noteMisspeltKeys, onlyMembers } from './own-keys.ts';
import { toPathParameters } from './path-parameters.ts';
import { readLinks } from './read-links.ts';
import { readList } from './read-list.ts';
import { readParameters } from './read-parameters.ts';
import { type OperationNode, readPathItems } from './read-path-items.ts';
import { readBody, readResponses } from './read-responses.ts';
import { readSecurity } from './read-security.ts';
import { ownServerReader } from './read-servers.ts';
import { child, type Node, notice, type Reading, report, resolved, wrongType } from './reading.ts';
import { remarksOn } from './remarks.ts';
import { readCallbacks, type ServerRequest } from './server-requests.ts';
import { isSet, namesAt, objectAt, textAt, wordAt } from './typed-members.ts';
import type { Operation, Parameter, Response, SecurityRequirement, SecurityScheme, Server } from './types.ts';

/** The operations of a document, and its parts that cannot be read. */
export interface ReadOperations {
  readonly operations: readonly Operation[];
  readonly faulty: readonly Faulty[];
  readonly callbacks: readonly ServerRequest[];
}

/** What operations take from the document. */
interface OfDocument {
  readonly schemes: readonly SecurityScheme[];
  /** The first server. */
  readonly server: Server;
}

/** https://spec.openapis.org/oas/v3.1.1.html#paths-object */
export function readOperations(reading: Reading, root: Node, { schemes, server }: OfDocument): ReadOperations {
  const serverOf = ownServerReader(server, root);
  const { nodes, faulty } = readPathItems(reading, root);
  const operations: Operation[] = [];
  const callbacks: ServerRequest[] = [];
  const ids = new Set<string>();
  const routes = new Map<string, string>();
  for (const found of nodes) {
    const part = apart(reading);
    const operation = readOperation(part.reading, root, found, { schemes, serverOf });
    if (operation) callbacks.push(...readCallbacks(part.reading, found.node, operationName(found)));
    if (operation) checkTwin(part.reading, found, routes);
    const only = operation && withOwnId(part.reading, operation, ids);
    const faults = part.faults();
    const { method, path } = found;
    if (only && faults.length === 0) {
      operations.push(only);
      ids.add(only.id);
    } else
      faulty.push({ part: operationName(found), operation: { method, path, ...(only && { id: only.id }) }, faults });
    reading.notices.push(...part.reading.notices);
  }
  noteIgnoredHeaders(
    reading,
    nodes.flatMap(({ items, node }) => [...items, node]),
  );
  return { operations: withOwnSummaries(operations), faulty, callbacks };
}

/** Operations with the same summary get their paths, or else their methods, after it. */
function withOwnSummaries(operations: readonly Operation[]): readonly Operation[] {
  const bySummary = groupBy(operations, ({ summary }) => summary);
  return operations.map((operation) => {
    const { summary, method, path } = operation;
    const others = (bySummary.get(summary) ?? []).filter((one) => one !== operation);
    if (others.length === 0) return operation;
    const more = others.some((one) => one.path === path) ? operationName({ method, path }) : path;
    return { ...operation, summary: `${summary} (${more})` };
  });
}

/** "Templated paths with the same hierarchy but different templated names MUST NOT exist as they are identical." */
function checkTwin(reading: Reading, { method, path, node }: OperationNode, routes: Map<string, string>): void {
  const route = `${method} ${path.replace(/\{[^{}]*\}/g, '{}')}`;
  const twin = routes.get(route);
  if (twin === undefined) routes.set(route, path);
  else report(reading, 'path/identical', node.path, `"${path}" and "${twin}" are the same path`);
}

/** An operation whose id is taken gets the id of one without `operationId`. References by id mean the first. */
function withOwnId(reading: Reading, operation: Operation, ids: ReadonlySet<string>): Operation {
  const { id, method, path, pointer } = operation;
  if (!ids.has(id)) return operation;
  const at = [...fromPointer(pointer), 'operationId'];
  const own = `${method} ${path}`;
  if (reading.strict) report(reading, 'operation/duplicate-id', at, `"${id}" is the id of two operations`);
  else notice(reading, 'note', at, `"${id}" is the id of two operations: here, "${own}" is used`);
  return { ...operation, id: own };
}

function readOperation(
  reading: Reading,
  root: Node,
  { path, method, braces, items, node: own }: OperationNode,
  {
    schemes,
    serverOf,
  }: { readonly schemes: OfDocument['schemes']; readonly serverOf: ReturnType<typeof ownServerReader> },
): Operation | undefined {
  if (!isRecord(own.value)) return wrongType(reading, own, 'an object');
  const node = resolved(reading, own, false);
  if (!node) return undefined;
  noteSiblings(reading, own, operationName({ method, path }));
  noteMisspeltKeys(reading, node);
  noteMisspelt(reading, node, 'operation');
  const { security, ...unknown } = readSecurity(reading, node, root, schemes);
  const described = toPathParameters(reading, readParameters(reading, items, node), { path, braces }, node);
  const parameters = withDeepMembers(reading, node, described).filter((one) => !isCredential(one, security));
  const body = readBody(reading, node, method);
  // What has to be read again is requested without a body.
  const isUnread = body !== undefined && mayLoseBody(method);
  const responses = readResponses(reading, node, method).filter((response) => hasStatus(reading, response, node));
  rejectGrpcStream(reading, node, { method, path, responses });
  const server = serverOf(reading, [...items, node]);
  const list = readList(reading, node, { parameters, responses, method });
  const remarks = remarksOn(reading, items, node);
  if (list) noteUnreadList(reading, node, { path, method, isUnread });
  return {
    id: textAt(reading, node, 'operationId') || `${method} ${path}`,
    method,
    path,
    tags: namesAt(reading, node, 'tags'),
    ...operationTexts(reading, node, { method, path }),
    ...(remarks.length > 0 && { remarks }),
    deprecated: isSet(reading, node, 'deprecated'),
    ...(server && { server }),
    parameters,
    ...(body && { body }),
    responses,
    security,
    ...unknown,
    ...(list && !isUnread && { list }),
    ...((isUnread || child(node, 'x-list')?.value === false) && { noList: true as const }),
    ...readTimeBudget(reading, node),
    ...readOddParameters(reading, node),
    links: readLinks(reading, node, method),
    pointer: toPointer(node.path),
  };
}

/** A list is read again for its comparisons, by requests without a body that must not change anything. */
function noteUnreadList(
  reading: Reading,
  node: Node,
  { isUnread, ...named }: Pick<Operation, 'method' | 'path'> & { readonly isUnread: boolean },
): void {
  if (named.method === 'get' && !isUnread) return;
  const why = isUnread ? 'has a body, which may get lost' : 'is no GET';
  const left = isUnread ? 'nothing is asserted of its list' : 'its list is not requested by page, order or filter';
  const message = `${operationName(named)}: it ${why}, so ${left}, and responses are not compared. \`x-list\` of a GET without a body, if the API has one, is asserted`;
  notice(reading, 'left-out', [...node.path, 'x-list'], message);
}

/** https://spec.openapis.org/oas/v3.1.1.html#patterned-fields-0 */
function hasStatus(reading: Reading, { status }: Response, node: Node): boolean {
  const isStatus = /^([1-5]\d\d|[1-5]XX|default)$/i.test(status);
  if (!isStatus)
    notice(reading, 'left-out', [...node.path, 'responses', status], `a response: "${status}" is no status`);
  return isStatus;
}

/** OpenAPI defines no `$ref` of an operation, but tools write them. As beside every reference, other members are ignored. */
function noteSiblings(reading: Reading, { value, path }: Node, name: string): void {
  const siblings = isRecord(value) && value['$ref'] !== undefined ? Object.keys(value) : [];
  const ignored = siblings.filter((member) => member !== '$ref' && (!member.startsWith('x-') || isOwnKey(member)));
  if (ignored.length > 0) notice(reading, 'note', path, `${name}: beside \`$ref\`, ${toList(ignored)} has no effect`);
}

/** Whether a parameter is described once more as an API key of its operation. The key is sent, and any other value would be wrong. */
function isCredential({ in: place, name }: Parameter, security: readonly SecurityRequirement[]): boolean {
  const isSame = (key: string) => key === name || (place === 'header' && key.toLowerCase() === name.toLowerCase());
  return security.some(({ needs }) =>
    needs.some(({ scheme }) => scheme.kind === 'api-key' && scheme.in === place && isSame(scheme.parameter)),
  );
}

/** Read `x-time-budget`; `false` removes the default limit. */
function readTimeBudget(reading: Reading, operation: Node): Pick<Operation, 'timeBudget'> {
  const budget = child(operation, 'x-time-budget');
  if (!budget) return {};
  if (budget.value === false) return { timeBudget: false };
  if (typeof budget.value === 'number' && budget.value > 0) return { timeBudget: budget.value };
  return wrongType(reading, budget, 'a number of milliseconds above 0') ?? {};
}

/** Read `x-odd-parameters`; `false` means not defined. */
function readOddParameters(reading: Reading, operation: Node): Pick<Operation, 'oddParameters'> {
  if (child(operation, 'x-odd-parameters')?.value === false) return { oddParameters: {} };
  const odd = objectAt(reading, operation, 'x-odd-parameters');
  if (!odd) return {};
  onlyMembers(reading, odd, 'x-odd-parameters', ['repeated', 'unknown']);
  const repeated = wordAt(reading, odd, 'repeated', ['refused']);
  const unknown = wordAt(reading, odd, 'unknown', ['refused', 'ignored']);
  return { oddParameters: { ...(repeated && { repeated }), ...(unknown && { unknown }) } };
}
