/**
 * What OpenAPI 3.2 adds. What of it is not used gives a notice, and is never passed over in silence.
 * https://spec.openapis.org/oas/v3.2.0.html
 */
import { isRecord, toPlainText } from '../core/json.ts';
import { contentKind, isMultipart } from '../core/media-types.ts';
import { toPointer, valueAt } from '../core/pointer.ts';
import { kindOfMember, type PartKind } from '../load/data-parts.ts';
import { eventData } from '../schema/event-data.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { isOnly, typesOf } from '../schema/types-of.ts';
import { valueOfExample } from './example-object.ts';
import { child, type Node, notice, type Reading } from './reading.ts';

export function isOpenApi32({ root }: Pick<Reading, 'root'>): boolean {
  return isRecord(root) && /^3\.2(\.|$)/.test(toPlainText(root['openapi']));
}

/** Members that are not used, by what stands around them, and what happens instead. */
const UNUSED: readonly {
  readonly name: string;
  /** Tells the object that has the member. */
  readonly isIn: (path: readonly string[], holder: Readonly<Record<string, unknown>>, root: unknown) => boolean;
  readonly message: string;
}[] = [
  {
    name: '$self',
    isIn: (path) => path.length === 0,
    message: '`$self` names this document only: other relative references are relative to the file',
  },
  {
    name: 'prefixEncoding',
    isIn: hasNoOrder,
    message: '`prefixEncoding` is not used: this media type has no parts without names',
  },
  {
    name: 'itemEncoding',
    isIn: hasNoOrder,
    message: '`itemEncoding` is not used: this media type has no parts without names',
  },
  {
    name: 'nodeType',
    isIn: (path, holder, root) => path.at(-1) === 'xml' && holder['nodeType'] === 'none' && !isInArray(path, root),
    message: '`nodeType: none` is not used: only an array has no element of its own',
  },
  {
    name: 'defaultMapping',
    isIn: (path) => path.at(-1) === 'discriminator',
    message: '`defaultMapping` is not asserted: a value without a mapping is judged by the schema alone',
  },
  {
    name: 'oauth2MetadataUrl',
    isIn: inSecurity,
    message: '`oauth2MetadataUrl` is not read: the URLs of the flows are used',
  },
  {
    name: 'deviceAuthorization',
    isIn: (path) => path.at(-1) === 'flows',
    message: 'the flow `deviceAuthorization` is not used, since it needs a person',
  },
  { name: 'deprecated', isIn: inSecurity, message: 'this security scheme is deprecated, and used all the same' },
  {
    name: 'kind',
    isIn: (path, holder) => inTags(path) && holder['kind'] !== 'nav',
    message: '`kind` is not shown: the tag is the folder of operations that have no other tag',
  },
  {
    name: 'name',
    isIn: (path, holder) => path.join('/') === 'servers/0' && holder['name'] !== 'production',
    message: 'the `name` of the first server is not used: its environment is called "production"',
  },
  {
    name: 'serializedValue',
    isIn: (path, holder) => path.at(-2) === 'examples' && isUnreadText(path, holder),
    message: '`serializedValue` without a `dataValue` is not used here: nothing says which value it is',
  },
];

/** Whether it is not an example of a media type, which says what a text means. What is shared has the place of its use. */
function isUnreadText(path: readonly string[], example: Readonly<Record<string, unknown>>): boolean {
  const isShared = path.at(-3) === 'components' || path.at(-4) === 'mediaTypes';
  return !isShared && valueOfExample(example, path.at(-4) === 'content' ? path.at(-3) : '') === undefined;
}

/** Whether it stands in a media type that is no content in parts, or a form. */
function hasNoOrder(path: readonly string[]): boolean {
  return path.at(-2) === 'content' && !isInOrder(path.at(-1) ?? '');
}

/** Whether the parts of a media type have an order and no names. https://spec.openapis.org/oas/v3.2.0.html#encoding-multipart-media-types */
export function isInOrder(type: string): boolean {
  return isMultipart(type) && contentKind(type) !== 'multipart';
}

function inSecurity(path: readonly string[]): boolean {
  return path.at(-2) === 'securitySchemes';
}

/** Whether an `xml` is that of an array, which has no element of its own anyway. */
function isInArray(path: readonly string[], root: unknown): boolean {
  return valueAt(root, [...path.slice(0, -1), 'type']) === 'array';
}

function inTags(path: readonly string[]): boolean {
  return path.length === 2 && path[0] === 'tags';
}

interface Visited extends Node {
  readonly kind: PartKind;
}

/** A notice for each member that is not used. The work is linear in the size of the document. */
export function noteUnused32(reading: Reading): void {
  const met = new Set<object>();
  const waiting: Visited[] = [{ value: reading.root, path: [], kind: 'object' }];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const { value, path, kind } = part;
    if (typeof value !== 'object' || value === null || met.has(value) || kind === 'data') continue;
    met.add(value);
    if (isRecord(value) && kind !== 'names') noteIn(reading, value, path);
    const members = Object.entries(value).filter(([name]) => kind === 'names' || !name.startsWith('x-'));
    for (const [name, member] of members.reverse()) {
      const inner = Array.isArray(value) ? kind : kindOfMember(kind, name, member);
      waiting.push({ value: member, path: [...path, name], kind: inner });
    }
  }
}

function noteIn(reading: Reading, holder: Readonly<Record<string, unknown>>, path: readonly string[]): void {
  for (const { name, isIn, message } of UNUSED) {
    const value = holder[name];
    if (value === undefined || value === false || !isIn(path, holder, reading.root)) continue;
    notice(reading, 'note', [...path, name], message);
  }
}

/**
 * The `itemSchema` of a media type whose content has an object in each line, or events: it is read as the schema of these. A notice says
 * where it is not. https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types
 */
export function schemaOfItems(reading: Reading, media: Node, type: string): Node | undefined {
  const item = isOpenApi32(reading) ? child(media, 'itemSchema') : undefined;
  if (!item) return undefined;
  const node = { schema: item.value, pointer: toPointer(item.path) };
  const isRead = contentKind(type) === 'events' ? isOfEvents : isOfLines;
  const isAlone = !child(media, 'schema');
  if (isAlone && isRead(reading.schemas, node, type)) return item;
  // The parts of a body are the elements of an array. Those of a response are not judged.
  if (isAlone && isInOrder(type) && isOfRequest(media)) return { value: arrayOf(item.value), path: media.path };
  const message = '`itemSchema` is not asserted: of a stream, only the media type and `schema` are';
  notice(reading, 'note', item.path, message);
  return undefined;
}

function isOfRequest({ path }: Node): boolean {
  return path.at(-3) === 'requestBody' || path.at(-4) === 'requestBodies';
}

const ARRAYS = new WeakMap<object, object>();

/** The same array for the same schema: what is known of a schema is kept by its object. */
function arrayOf(items: unknown): object {
  if (typeof items !== 'object' || items === null) return { type: 'array', items };
  const known = ARRAYS.get(items) ?? { type: 'array', items };
  ARRAYS.set(items, known);
  return known;
}

function isOfLines(schemas: Schemas, node: SchemaNode, type: string): boolean {
  return ['lines', 'json-seq'].includes(contentKind(type)) && isOnly(schemas, node, 'object');
}

/** Some describe what is in the data. https://spec.openapis.org/oas/v3.2.0.html#special-considerations-for-server-sent-events */
function isOfEvents(schemas: Schemas, node: SchemaNode): boolean {
  const types = typesOf(schemas, node);
  return (types.size === 0 || types.has('object')) && eventData(schemas, node) !== undefined;
}

export function isQueryString(reading: Reading, parameter: Node): boolean {
  return isOpenApi32(reading) && child(parameter, 'in')?.value === 'querystring';
}

/**
 * The media type of a query string that is a form, and of no other.
 *
 * Where the query string as a whole is a form, each member of its schema is a query parameter; any other content has no names.
 * https://spec.openapis.org/oas/v3.2.0.html#parameter-locations
 */
export function formOfQuery(parameter: Node): Node | undefined {
  const content = child(parameter, 'content');
  const isForm = isRecord(content?.value) && Object.keys(content.value).join() === FORM;
  return isForm ? child(content, FORM) : undefined;
}

const FORM = 'application/x-www-form-urlencoded';
