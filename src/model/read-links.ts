/** Links of responses. What leads nowhere is a notice: a link helps its readers, and a server can be right without it. */
import { isRecord } from '../core/json.ts';
import { preferredJson } from '../core/media-types.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { mayHave } from '../schema/may-have.ts';
import { isImpossible, isNestedAt } from '../schema/members.ts';
import { apart } from './left-out.ts';
import type { Method } from './methods.ts';
import { isWithoutContent } from './read-responses.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { entriesAt, textAt } from './typed-members.ts';
import type { Link } from './types.ts';

/** The links of all responses of an operation. https://spec.openapis.org/oas/v3.1.1.html#link-object */
export function readLinks(reading: Reading, operation: Node, method: Method): Link[] {
  return entriesAt(reading, operation, 'responses').flatMap(([status, response]) =>
    linksAt(reading, response).map(([name, node]) => ({
      name,
      status,
      operation: targetOf(reading, node),
      parameters: readExpressions(reading, node, isWithoutContent(method, status) ? undefined : response),
      description: textAt(reading, node, 'description'),
      unused: ['requestBody', 'server'].filter((member) => child(node, member) !== undefined),
      pointer: toPointer(node.path),
    })),
  );
}

/** The links of a response. One that cannot be read is a notice, and no fault of the operation. */
function linksAt(reading: Reading, response: Node): [string, Node][] {
  const part = apart(reading);
  const links = entriesAt(part.reading, response, 'links');
  reading.notices.push(...part.reading.notices);
  for (const { finding, pointer } of part.faults()) {
    if (reading.strict) reading.findings.push(finding);
    else notice(reading, 'note', fromPointer(pointer), `a link is not used: ${finding.message}`);
  }
  return links;
}

function readExpressions(reading: Reading, link: Node, response: Node | undefined): Record<string, string> {
  const parameters = child(link, 'parameters');
  if (!parameters) return {};
  if (!isRecord(parameters.value)) {
    notice(reading, 'note', parameters.path, 'a link is not used: its `parameters` are not an object');
    return {};
  }
  return Object.fromEntries(
    Object.entries(parameters.value).flatMap(([name, value]) => {
      if (typeof value !== 'string') {
        notice(reading, 'note', [...parameters.path, name], `"${name}" is not used: only a text can be an expression`);
        return [];
      }
      const expression = /^\{(\$[^{}]*)\}$/.exec(value)?.[1] ?? value;
      const why = mistakeIn(reading, expression, response);
      if (why !== undefined) notice(reading, 'note', [...parameters.path, name], `"${value}" is not used: ${why}`);
      return why === undefined ? [[name, expression]] : [];
    }),
  );
}

/** https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions; a text without `$` is a constant. */
const EXPRESSION =
  /^(\$(url|method|statusCode)|\$(request|response)\.(header\.[!#$%&'*+.^_`|~\w-]+|(query|path)\..+|body(#(\/([^~]|~[01])*)?)?))$/;

/** Why an expression cannot have a value. */
function mistakeIn(reading: Reading, expression: string, response: Node | undefined): string | undefined {
  if (!expression.startsWith('$')) return undefined;
  if (!EXPRESSION.test(expression)) return 'it is not a runtime expression';
  const pointer = /^\$response\.body#?(.*)$/.exec(expression)?.[1];
  if (pointer === undefined) return undefined;
  const media = response ? entriesAt(reading, response, 'content') : [];
  const json = preferredJson(media.map(([type, node]) => ({ type, node })))?.node;
  if (!json) return 'the response has no JSON body';
  const schema = child(json, 'schema');
  const node = schema && { schema: schema.value, pointer: toPointer(schema.path) };
  const path = fromPointer(pointer);
  if (node && isImpossible(reading.schemas, node, path)) return 'the schema of the response allows no value there';
  if (node && !mayHave(reading.schemas, node, path, { byTrue: true }))
    return 'the schema of the response describes no value there';
  return node && isNestedAt(reading.schemas, node, path) ? 'it is an array or an object' : undefined;
}

/** The id of the operation that a link names: its `operationId`, or the generated one. Empty: none. */
function targetOf(reading: Reading, link: Node): string {
  const id = child(link, 'operationId')?.value;
  const reference = child(link, 'operationRef')?.value;
  if (typeof id === 'string' && id !== '') return id;
  return typeof reference === 'string' ? toOperationId(reading, reference) : '';
}

/** `#/paths/~1orders~1{id}/get` -> the id of that operation. */
function toOperationId(reading: Reading, reference: string): string {
  if (!reference.startsWith('#/paths/')) return reference;
  const [, path, method, ...more] = fromPointer(reference);
  if (path === undefined || method === undefined || more.length > 0) return reference;
  const item = entriesAt(reading, { value: reading.root, path: [] }, 'paths').find(([name]) => name === path);
  const id = item && valueAt(item[1].value, [method, 'operationId']);
  return typeof id === 'string' && id !== '' ? id : `${method} ${path}`;
}
