/** Reads the parts of a form. https://www.rfc-editor.org/rfc/rfc7578 */

import { isRecord } from '../core/json.ts';
import { bareType, contentKind, isInRange, isJsonType } from '../core/media-types.ts';
import { toPartName } from '../core/part-names.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel, Media, PartEncoding, SchemaNode } from '../model/types.ts';
import { addUnwritten, define, keysOf, type Member, toMember, valueOfForm } from './parse-form.ts';
import { valueOfXml } from './parse-xml.ts';
import { readJson } from './read-json.ts';
import type { SampleOf } from './samples.ts';
import {
  allowedTypes,
  elementSchema,
  elementSchemaAt,
  memberNames,
  memberNode,
  schemaBehindReference,
  schemaParts,
} from './schema-members.ts';
import { toValue } from './text-value.ts';
import type { Accepts } from './validators.ts';

export interface Part {
  readonly name: string;
  /** Missing for a part without a file name. */
  readonly fileName?: string;
  readonly type: string;
  readonly text: string;
}

/** The value of a form with parts, or what is wrong with a part. */
export type ReadParts = { readonly value: unknown } | { readonly problem: string };

export interface PartTools {
  readonly model: ApiModel;
  readonly sampleOf: SampleOf;
  readonly accepts: Accepts;
}

/** Each part is held to its media type; of a file, the content is not judged, so a sample stands for it. */
export async function valueOfParts(
  bytes: Uint8Array,
  type: string,
  media: Media,
  tools: PartTools,
): Promise<ReadParts> {
  const sent = await partsIn(bytes, type);
  if (!sent) return { problem: 'the body is no form in parts' };
  const described = media.node ? memberNames(media.node.schema, tools.model) : [];
  const parts = sent.map((part) => ({ ...part, name: meantName(part.name, described) }));
  const value: Record<string, unknown> = {};
  const styled = readStyled(parts, media, value, tools);
  const names = new Set(parts.map(({ name }) => name).filter((name) => !styled.has(name)));
  for (const name of names) {
    const own = parts.filter((part) => part.name === name);
    const node = media.node && memberNode(media.node, toPointer([name]), tools.model);
    const encoding = media.encoding?.get(name) ?? {};
    const isList = node !== undefined && allowedTypes(node.schema, tools.model).has('array') && !isWhole(own, encoding);
    const read = await Promise.all(
      own.map((part, at) => valueOfPart(part, isList ? elementNode(node, at, tools.model) : node, encoding, tools)),
    );
    const alone = isList && own.length === 1 ? await readAlone(own, node, encoding, tools) : undefined;
    if (alone !== undefined) {
      define(value, name, alone);
      continue;
    }
    const problem = read.find((one) => 'problem' in one);
    if (problem) return problem;
    const values = read.flatMap((one) => ('value' in one ? [one.value] : []));
    define(value, name, isList || values.length > 1 ? values : values[0]);
  }
  addUnwritten(value, media.node, media.encoding, tools.model);
  return { value };
}

/** Reads the members with a style, which are rows as in a query, and returns the names of their parts. */
function readStyled(
  parts: readonly Part[],
  { node, encoding = new Map() }: Media,
  value: Record<string, unknown>,
  { model, accepts }: PartTools,
): ReadonlySet<string> {
  const pairs = parts.map(({ name, text }) => [name, encodeURIComponent(text)] as const);
  const described = new Set(node ? memberNames(node.schema, model) : []);
  const taken = new Set<string>();
  for (const [name, own] of encoding) {
    const schema = node && memberNode(node, toPointer([name]), model);
    if (own.style === undefined || !schema) continue;
    const member: Member = { name, node: schema, encoding: own, model, accepts };
    const keys = keysOf(member, pairs, described);
    const found = toMember(
      member,
      pairs.filter(([key]) => keys.has(key)),
    );
    if (found === undefined) continue;
    for (const key of keys) taken.add(key);
    define(value, name, found);
  }
  return taken;
}

/** The value of a single part whose schema allows an array, and which is none. `undefined`: it is the array's element. */
async function readAlone(
  [part]: readonly Part[],
  node: SchemaNode,
  encoding: PartEncoding,
  tools: PartTools,
): Promise<unknown> {
  if (!part || allowedTypes(node.schema, tools.model).size < 2) return undefined;
  const read = await valueOfPart(part, node, encoding, tools);
  return 'value' in read && tools.accepts(node, read.value) ? read.value : undefined;
}

/** The name that a part has in the description: its header has line breaks and quotation marks percent-encoded. */
function meantName(sent: string, described: readonly string[]): string {
  const isMeant = (name: string) => toPartName(name) === sent;
  return described.find(isMeant) ?? sent.replaceAll('%0D%0A', '\r\n').replaceAll('%22', '"');
}

/** Whether an array is one part of JSON. */
function isWhole([only, ...others]: readonly Part[], { types }: PartEncoding): boolean {
  return others.length === 0 && types?.some(isJsonType) === true && Array.isArray(readJson(only?.text ?? ''));
}

export async function valueOfPart(
  part: Part,
  node: SchemaNode | undefined,
  encoding: PartEncoding,
  tools: PartTools,
): Promise<ReadParts> {
  const { model, sampleOf } = tools;
  const { types } = encoding;
  if (types && !types.some((type) => isInRange(part.type, type))) {
    return { problem: `the part "${part.name}" is ${part.type}, and should be ${types.join(' or ')}` };
  }
  const described = schemaParts(node?.schema, model);
  const isFiled = part.fileName !== undefined && described.some((one) => isBytes(one) || hasContent(one));
  if (node && isFiled) return { value: sampleOf(node) };
  if (node && isFile(node.schema, model)) return { problem: `the part "${part.name}" is no file` };
  const allowed = allowedTypes(node?.schema, model);
  // A text in an encoding, or of a type of its own: the schema says of the text what it is.
  if (allowed.has('string') && !allowed.has('object') && described.some(hasContent)) return { value: part.text };
  return (allowed.has('object') && objectIn(part, node, encoding, tools)) || valueByType(part, node, allowed, model);
}

/** An object in a form within the part. Of a table and of YAML, the content is not judged. */
function objectIn(
  { type, text }: Part,
  node: SchemaNode | undefined,
  { types, encoding }: PartEncoding,
  { model, sampleOf }: PartTools,
): ReadParts | undefined {
  const kind = contentKind(type);
  const media = { type, examples: [], ...(node && { node }), ...(encoding && { encoding }) };
  if (kind === 'form') return { value: valueOfForm(text, media, model) };
  return node && types && (kind === 'csv' || kind === 'yaml') ? { value: sampleOf(node) } : undefined;
}

async function valueByType(
  part: Part,
  node: SchemaNode | undefined,
  allowed: ReadonlySet<string>,
  model: ApiModel,
): Promise<ReadParts> {
  if (/[/+]xml$/.test(part.type)) return readPart(part, 'the XML described', await valueOfXml(part.text, node, model));
  if (isJsonType(part.type)) return readPart(part, 'JSON', readJson(part.text));
  if (allowed.has('object') && allowed.size === 1)
    return { problem: `the part "${part.name}" is ${part.type}, and should be JSON` };
  return { value: toValue(part.text, allowed) };
}

/** `undefined` is no value: the part could not be read. */
function readPart({ name }: Part, what: string, value: unknown): ReadParts {
  return value === undefined ? { problem: `the part "${name}" is not ${what}` } : { value };
}

export function elementNode({ schema, pointer }: SchemaNode, index: number, model: ApiModel): SchemaNode {
  return { schema: elementSchemaAt(schema, index, model) ?? true, pointer: `${pointer}/-/element${index}` };
}

/** How many schemas within each other are read: they may lead back. */
const MOST_NESTED = 8;

/** Whether a part can only be a file: each alternative but `null` is bytes. */
function isFile(schema: unknown, model: ApiModel, depth = 0): boolean {
  const target = schemaBehindReference(schema, model);
  if (!isRecord(target) || depth > MOST_NESTED) return false;
  const within = (keyword: string): readonly unknown[] => (Array.isArray(target[keyword]) ? target[keyword] : []);
  const inside = (part: unknown) => isFile(part, model, depth + 1);
  if (isBytes(target) || within('allOf').some(inside)) return true;
  return ['oneOf', 'anyOf'].some((keyword) => {
    const branches = within(keyword).filter((branch) => !(isRecord(branch) && branch['type'] === 'null'));
    // An array is a part for each of its elements.
    const isOnly = (branch: unknown) => inside(branch) || inside(elementSchema(branch, model));
    return branches.length > 0 && branches.every(isOnly);
  });
}

/** Whether a schema means bytes. A text of a type that is written as a text may be either. */
function isBytes(schema: Readonly<Record<string, unknown>>): boolean {
  const { contentMediaType: type, contentEncoding: encoding } = schema;
  const isOfBytes = typeof type === 'string' && ['binary', 'other'].includes(contentKind(type));
  return schema['format'] === 'binary' || (isOfBytes && encoding === undefined);
}

/** https://json-schema.org/draft/2020-12/json-schema-validation#section-8 */
function hasContent(schema: Readonly<Record<string, unknown>>): boolean {
  return schema['contentMediaType'] !== undefined || schema['contentEncoding'] !== undefined;
}

/** The parts in the order in which they came; `undefined` for what is no such form. */
async function partsIn(bytes: Uint8Array, type: string): Promise<readonly Part[] | undefined> {
  const { Busboy } = await import('@fastify/busboy');
  return new Promise((resolve) => {
    try {
      const parts: Part[] = [];
      const parser = new Busboy({ headers: { 'content-type': type } });
      parser.on('file', (name, stream, fileName, _, mimeType) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          parts.push({ name, type: bareType(mimeType), text, ...(fileName !== undefined && { fileName }) });
        });
      });
      parser.on('field', (name, text, _, __, ___, mimeType) => {
        parts.push({ name, type: bareType(mimeType), text });
      });
      parser.on('finish', () => resolve(parts));
      parser.on('error', () => resolve(undefined));
      parser.end(Buffer.from(bytes));
    } catch {
      resolve(undefined);
    }
  });
}
