/** Judges the body of a request: its media type, its form, and its schema. */

import { isRecord } from '../core/json.ts';
import { bareType, contentKind, isInRange, isMultipart, isTypeRange, typeParameter } from '../core/media-types.ts';
import { toPointer } from '../core/pointer.ts';
import { yamlLibrary } from '../core/yaml-library.ts';
import { mayLoseBody } from '../model/methods.ts';
import type { ApiModel, Media, Operation, SchemaNode } from '../model/types.ts';
import { addUnwritten, define, valueOfForm } from './parse-form.ts';
import { valueOfParts } from './parse-multipart.ts';
import { valueOfPartList } from './parse-part-list.ts';
import { valueOfXml } from './parse-xml.ts';
import { readJson } from './read-json.ts';
import { readOnlyIn } from './read-only.ts';
import { type Refused, refuse } from './reply.ts';
import type { SampleOf } from './samples.ts';
import { allowedTypes, memberNode, schemaParts } from './schema-members.ts';
import { toValue } from './text-value.ts';
import type { Accepts } from './validators.ts';

export interface BodyTools {
  readonly model: ApiModel;
  readonly accepts: Accepts;
  readonly sampleOf: SampleOf;
}

/** The body may be missing, of another media type, not in the form of its type, or not match its schema. */
export async function checkBody(
  operation: Operation,
  request: Request,
  tools: BodyTools,
): Promise<Refused | undefined> {
  const { body } = operation;
  if (!body || mayLoseBody(operation.method)) return undefined;
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length === 0 && !body.required) return undefined;
  if (bytes.length === 0) {
    return mayBeEmpty(request.headers.get('content-type'), body.media, tools)
      ? undefined
      : refuse('invalid-body', 'the body is missing');
  }
  // A body without a type may be anything. https://www.rfc-editor.org/rfc/rfc9110#section-8.3
  const type = request.headers.get('content-type') ?? 'application/octet-stream';
  const described = mediaFor(type, body.media);
  if (body.media.length > 0 && described.length === 0) return wrongType(operation, type);
  let problem: string | undefined;
  for (const media of described) {
    problem = await problemIn(bytes, type, media, tools);
    if (problem === undefined) return undefined;
  }
  return problem === undefined ? undefined : refuse('invalid-body', problem);
}

/**
 * Whether a value is written as no bytes: a form without a member, and an empty text. Without its type it is a body that is missing. Parts have an end,
 * also if there are none. https://url.spec.whatwg.org/#concept-urlencoded-serializer, https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
 */
function mayBeEmpty(sent: string | null, media: readonly Media[], tools: BodyTools): boolean {
  if (sent === null) return false;
  return mediaFor(sent, media).some(({ node, encoding }) => {
    const kind = contentKind(sent);
    if (kind === 'text') return textJudged('', node, tools) === undefined;
    if (kind !== 'form') return false;
    const value = {};
    addUnwritten(value, node, encoding, tools.model);
    return judged(value, node, tools) === undefined;
  });
}

/** The media types that describe a type: that type, or else the narrowest ranges that it is in. */
function mediaFor(type: string, media: readonly Media[]): readonly Media[] {
  const same = media.filter((one) => bareType(one.type) === bareType(type));
  if (same.length > 0) return same;
  const ranges = media.filter((one) => isTypeRange(one.type) && isInRange(type, one.type));
  const [narrowest] = ranges.toSorted((one, other) => other.type.length - one.type.length);
  return narrowest ? [narrowest] : [];
}

function wrongType({ responses }: Operation, type: string): Refused {
  const message = `a body of ${bareType(type)} is not described`;
  const isDocumented = responses.some(({ status }) => status === '415');
  return isDocumented ? { kind: 'refused', status: 415, message } : refuse('invalid-body', message);
}

/** The bytes themselves: that a text would hold them in base64 says nothing of an image. */
function bytesJudged(text: string, node: Media['node'], tools: BodyTools): string | undefined {
  return hasFormat(node, 'byte', tools.model) ? undefined : textJudged(text, node, tools);
}

/** Whether a schema of text accepts the content as it stands. https://spec.openapis.org/oas/v3.1.1.html#media-type-object */
function isText(text: string, node: Media['node'], { model, accepts }: BodyTools): boolean {
  return node !== undefined && allowedTypes(node.schema, model).has('string') && accepts(node, text);
}

async function problemIn(bytes: Uint8Array, type: string, media: Media, tools: BodyTools): Promise<string | undefined> {
  const { model } = tools;
  const text = () => new TextDecoder().decode(bytes);
  const orText = (problem: string | undefined) =>
    problem !== undefined && isText(text(), media.node, tools) ? undefined : problem;
  switch (contentKind(type)) {
    case 'json':
      return judged(readJson(text()), media.node, tools, 'the body is not JSON');
    case 'form':
      return orText(
        judged(await withContents(valueOfForm(text(), media, model, tools.accepts), media, model), media.node, tools),
      );
    case 'multipart': {
      const read = await valueOfParts(bytes, type, media, tools);
      return 'problem' in read ? read.problem : judged(read.value, media.node, tools);
    }
    case 'xml':
      return xmlProblem(text(), media, tools);
    case 'lines':
      return orText(eachJudged(text().split(/\r?\n/), media.node, tools));
    case 'json-seq':
      return orText(eachJudged(text().split('\x1e'), media.node, tools));
    case 'yaml':
      return orText(yamlJudged(text(), media.node, tools));
    case 'binary':
      return bytesJudged(text(), media.node, tools);
    case 'other':
    case 'csv':
    case 'events':
    case 'text':
      return isMultipart(type) ? partsProblem(bytes, type, media, tools) : textJudged(text(), media.node, tools);
  }
}

/** An example is right as it stands: its author may call elements as no schema says. */
async function xmlProblem(text: string, { node, examples }: Media, tools: BodyTools): Promise<string | undefined> {
  if (examples.some(({ value }) => typeof value === 'string' && value.trim() === text.trim())) return undefined;
  return judged(await valueOfXml(text, node, tools.model), node, tools, 'the body is not the XML described');
}

/** The value of a form with the fields that are XML, or forms themselves, by the media types of their `encoding`. */
async function withContents(value: unknown, { node, encoding = new Map() }: Media, model: ApiModel): Promise<unknown> {
  if (!isRecord(value)) return value;
  const made: Record<string, unknown> = { ...value };
  for (const [name, { types = [], style, encoding: nested }] of encoding) {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    const own = node && memberNode(node, toPointer([name]), model);
    if (typeof text !== 'string' || style !== undefined || !own) continue;
    if (!allowedTypes(own.schema, model).has('object')) continue;
    const kinds = types.map(contentKind);
    const media = {
      type: 'application/x-www-form-urlencoded',
      examples: [],
      node: own,
      ...(nested && { encoding: nested }),
    };
    if (kinds.includes('xml')) define(made, name, (await valueOfXml(text, own, model)) ?? text);
    else if (kinds.includes('form')) define(made, name, valueOfForm(text, media, model));
  }
  return made;
}

/**
 * Content in parts that is no form: it has the boundary of its type. Parts with names are held to the schema as those of a form.
 * https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
 */
async function partsProblem(
  bytes: Uint8Array,
  type: string,
  media: Media,
  tools: BodyTools,
): Promise<string | undefined> {
  const boundary = typeParameter(type, 'boundary');
  if (boundary === undefined) return 'the type of the body has no boundary';
  if (!new TextDecoder('latin1').decode(bytes).includes(`--${boundary}--`)) return 'the body is not in parts';
  const types = allowedTypes(media.node?.schema, tools.model);
  if (media.inOrder && types.has('array')) {
    const list = await valueOfPartList(bytes, boundary, media, tools);
    return 'problem' in list ? list.problem : judged(list.value, media.node, tools);
  }
  if (!types.has('object')) return undefined;
  const read = await valueOfParts(bytes, type.replace(/^[^;]*/, 'multipart/form-data'), media, tools);
  return 'problem' in read ? read.problem : judged(read.value, media.node, tools);
}

function yamlJudged(text: string, node: SchemaNode | undefined, tools: BodyTools): string | undefined {
  try {
    return judged(yamlLibrary().parse(text) as unknown, node, tools);
  } catch {
    return 'the body is not YAML';
  }
}

/** Whether a schema, or a part of it, has a format. */
function hasFormat(node: SchemaNode | undefined, format: string, model: ApiModel): boolean {
  return schemaParts(node?.schema, model).some((part) => part['format'] === format);
}

/** A schema of text, or of a number and the like, says how the text is. Of a structure, nothing says how it is written. */
function textJudged(text: string, node: SchemaNode | undefined, { accepts, model }: BodyTools): string | undefined {
  if (!node || hasFormat(node, 'binary', model)) return undefined;
  const types = allowedTypes(node.schema, model);
  if (types.size === 0 || types.has('object') || types.has('array')) return undefined;
  return accepts(node, toValue(text, types)) || accepts(node, text) ? undefined : 'the body does not match its schema';
}

/** Each line is held to the schema, or all lines together are. */
function eachJudged(lines: readonly string[], node: SchemaNode | undefined, tools: BodyTools): string | undefined {
  const values = lines.filter((line) => line.trim() !== '').map(readJson);
  if (values.includes(undefined)) return 'a line of the body is not JSON';
  const problems = values.map((value) => judged(value, node, tools));
  const first = problems.find((problem) => problem !== undefined);
  return first === undefined || judged(values, node, tools) === undefined ? undefined : first;
}

function judged(
  value: unknown,
  node: SchemaNode | undefined,
  { accepts, model }: BodyTools,
  unreadable = 'the body cannot be read',
): string | undefined {
  if (value === undefined) return unreadable;
  if (!node) return undefined;
  if (!accepts(node, value)) return 'the body does not match its schema';
  const member = readOnlyIn(value, node.schema, model);
  return member === undefined ? undefined : `"${member}" is read-only`;
}
