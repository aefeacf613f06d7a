import { isRecord, toPlainText } from '../core/json.ts';
import { bareType, isMediaType } from '../core/media-types.ts';
import { toPointer } from '../core/pointer.ts';
import { typesOf } from '../schema/types-of.ts';
import { type Method, mayLoseBody } from './methods.ts';
import { noteMisspelt } from './misspelt.ts';
import { schemaOfItems } from './openapi-3-2.ts';
import { readEncoding, readPartOrder } from './read-encoding.ts';
import { readHeaders } from './read-headers.ts';
import { child, eachOnce, isValidExample, type Node, notice, type Reading, report } from './reading.ts';
import { entriesAt, exampleAt, examplesAt, isSet, jsonAt, objectAt, textAt } from './typed-members.ts';
import {
  CAUSES,
  type Cause,
  type Example,
  type Media,
  type RequestBody,
  type Response,
  type ResponseHeader,
  type SchemaNode,
} from './types.ts';

/** https://spec.openapis.org/oas/v3.1.1.html#responses-object, in the order of their status, `default` last. */
export function readResponses(reading: Reading, owner: Node, method: Method, member = 'responses'): Response[] {
  return entriesAt(reading, owner, member)
    .map(([status, node]) => ({
      status,
      description: textAt(reading, node, 'description') || textAt(reading, node, 'summary'),
      ...readMessage(reading, node, isWithoutContent(method, status)),
      ...readOwnCauses(reading, node),
      ...(isDeclared(reading, node) && { causesDeclared: true as const }),
      pointer: toPointer(node.path),
    }))
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

/**
 * Whether HTTP allows no content in an answer: 1xx, 204, 205, 304, and every answer to HEAD.
 * https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
 */
export function isWithoutContent(method: Method, status: string): boolean {
  return method === 'head' || /^(1..|204|205|304)$/.test(status);
}

/** Headers about the content. Where there is none, a server may leave them out: RFC 9110, sections 8.6 and 9.3.2. */
const OF_CONTENT: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'transfer-encoding']);

function readMessage(
  reading: Reading,
  response: Node,
  withoutContent: boolean,
): Pick<Response, 'headers' | 'media' | 'isEmpty'> {
  noteMisspelt(reading, response, 'response');
  const headers = readHeaders(reading, response);
  const content = child(response, 'content');
  if (!withoutContent) {
    const media = readMedia(reading, response);
    const isEmpty = media.length === 0 && (isRecord(content?.value) || headers.some(isNoLength));
    return { headers, media, ...(isEmpty && { isEmpty }) };
  }
  if (isRecord(content?.value) && Object.keys(content.value).length > 0) {
    notice(reading, 'note', content.path, 'HTTP allows no body in this response, so its content is not asserted');
  }
  return {
    headers: headers.map((header) =>
      OF_CONTENT.has(header.name.toLowerCase()) ? { ...header, required: false } : header,
    ),
    media: [],
  };
}

/** Whether a header says that there is no content. */
function isNoLength({ name, node: { schema } }: ResponseHeader): boolean {
  if (name.toLowerCase() !== 'content-length' || !isRecord(schema)) return false;
  const values: readonly unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  return [schema['const'], schema['maximum'], ...(values.length === 1 ? values : [])].some(
    (value) => value === 0 || value === '0',
  );
}

/**
 * The body of a request. HTTP gives that of GET, HEAD and DELETE no meaning: for the first two, it is sent only where it is required. A TRACE
 * has none.
 *
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3
 */
export function readBody(reading: Reading, operation: Node, method: Method): RequestBody | undefined {
  const node = objectAt(reading, operation, 'requestBody');
  if (!node) return undefined;
  noteMisspelt(reading, node, 'requestBody');
  const body = { required: isSet(reading, node, 'required'), media: readMedia(reading, node) };
  if (body.media.length === 0) {
    notice(reading, 'left-out', node.path, 'the body: its `content` has no media type, so none is sent');
  }
  if (!mayLoseBody(method)) return body;
  const name = method.toUpperCase();
  // DELETE alone is often described with a body that servers read.
  const isSent = method === 'delete' || (body.required && method !== 'trace');
  const message = isSent
    ? `HTTP gives a body of ${name} no meaning: it is sent, and that a server reads it is not asserted`
    : `the body: HTTP gives one of ${name} no meaning, and it need not be sent`;
  notice(reading, isSent ? 'note' : 'left-out', node.path, message);
  return isSent ? body : undefined;
}

/** https://spec.openapis.org/oas/v3.1.1.html#media-type-object */
function readMedia(reading: Reading, node: Node): Media[] {
  return entriesAt(reading, node, 'content').map(([type, media]) => {
    noteMisspelt(reading, media, 'media');
    const schema = schemaOfItems(reading, media, type) ?? child(media, 'schema');
    const described = schema && { schema: schema.value, pointer: toPointer(schema.path) };
    if (!isMediaType(toMediaType(type)))
      notice(reading, 'note', media.path, `"${type}" is no media type, so it is not asserted or sent`);
    return {
      type: toMediaType(type),
      ...(described && { node: described }),
      ...(described && isDataInRange(reading, type, described) && { mayBeJson: true as const }),
      ...readEncoding(reading, media, type),
      ...readPartOrder(reading, media, type),
      ...readExamples(reading, media, type),
      pointer: toPointer(media.path),
    };
  });
}

/**
 * Letters of any case are the same, and `*` alone is an old spelling of the range of all types.
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
function toMediaType(type: string): string {
  return type.replace(/^[^;]+/, (name) => name.toLowerCase()).replace(/^\s*\*\s*(?=;|$)/, '*/*');
}

/**
 * Whether a range has the schema of an object, an array, a number or a boolean. A text is not meant: under such a range, frameworks
 * send texts without quotation marks, whatever media type they give them.
 */
function isDataInRange(reading: Reading, type: string, node: SchemaNode): boolean {
  if (!['*/*', 'application/*'].includes(bareType(toMediaType(type)))) return false;
  const types = typesOf(reading.schemas, node);
  return types.size > 0 && !types.has('string');
}

/** https://spec.openapis.org/oas/v3.1.1.html#example-object */
function readExamples(reading: Reading, media: Node, type: string): Pick<Media, 'examples' | 'invalidExamples'> {
  const value = jsonAt(media, 'example');
  const isRight = value !== undefined && isValidExample(reading, media, 'example');
  const single = isRight ? [{ name: 'example', summary: '', value, causes: [], pointer: '' }] : [];
  const named = readNamedExamples(reading, media, type);
  const isValid = ({ name }: Example) => isValidExample(reading, media, 'examples', name);
  const invalidExamples = named.filter((example) => !isValid(example));
  const examples = [...single, ...named.filter(isValid)];
  return { examples, ...(invalidExamples.length > 0 && { invalidExamples }) };
}

function readNamedExamples(reading: Reading, media: Node, type: string): Example[] {
  return examplesAt(reading, media).flatMap(([name, node]) => {
    const value = exampleAt(node, type);
    if (value === undefined) {
      noteExternal(reading, node, name);
      return [];
    }
    const description = textAt(reading, node, 'description');
    const causes = readCauses(reading, node);
    const summary = textAt(reading, node, 'summary');
    return [{ name, summary, ...(description && { description }), value, causes, pointer: toPointer(node.path) }];
  });
}

/** https://spec.openapis.org/oas/v3.1.1.html#example-object */
function noteExternal(reading: Reading, node: Node, name: string): void {
  const external = child(node, 'externalValue');
  if (!external) return;
  const message = `the example "${name}": its value is in another file (\`externalValue\`), and only YAML and JSON in the folder of the description is read`;
  notice(reading, 'left-out', external.path, message);
}

function readOwnCauses(reading: Reading, response: Node): Pick<Response, 'causes'> {
  const causes = readCauses(reading, response);
  return causes.length > 0 ? { causes } : {};
}

/** Whether an `x-cause` stands on a response or on one of its examples. */
function isDeclared(reading: Reading, response: Node): boolean {
  const media = entriesAt(reading, response, 'content').map(([, node]) => node);
  const examples = media.flatMap((node) => examplesAt(reading, node).map(([, example]) => example));
  return [response, ...examples].some((node) => child(node, 'x-cause') !== undefined);
}

/** Read `x-cause`: one cause or a list, without duplicates. `false` stops proposals and gives none. */
function readCauses(reading: Reading, node: Node): Cause[] {
  const found = child(node, 'x-cause');
  if (!found || found.value === false || found.value === '') return [];
  return eachOnce([found.value].flat()).flatMap((value) => {
    const cause = CAUSES.find((candidate) => candidate === value);
    if (cause) return [cause];
    const message = `${typeof value === 'string' ? `"${value}"` : toPlainText(value)} is not a known cause`;
    report(reading, 'document/wrong-type', found.path, message, `Known causes: ${CAUSES.join(', ')}.`);
    return [];
  });
}
