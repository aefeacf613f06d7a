import { isRecord } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import { toPointer } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import { isOnly } from '../schema/types-of.ts';
import { keywordOf, textOf } from '../schema/walk.ts';
import { isCookieName, isHeaderName } from './field-names.ts';
import { isIgnoredHeader } from './ignored-headers.ts';
import { noteMisspelt } from './misspelt.ts';
import { isNotNeeded, PLACES, reportNoParameter } from './no-parameter.ts';
import { formOfQuery, isOpenApi32, isQueryString } from './openapi-3-2.ts';
import { asElements, errorExamples, formExample, namedExamples, readExample } from './parameter-example.ts';
import type { ParameterStyle } from './parameter-types.ts';
import { readEncoding } from './read-encoding.ts';
import { child, type Node, notice, type Reading, report } from './reading.ts';
import { wordLike } from './scheme-type.ts';
import { elementsAt, entriesAt, isSet, textAt } from './typed-members.ts';
import type { Parameter, SchemaNode } from './types.ts';

/**
 * The parameters of an operation: those of its path items, then its own, which override by name and place. In one list, each must
 * be unique.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#parameter-object
 */
export function readParameters(reading: Reading, items: readonly Node[], operation: Node): Parameter[] {
  const found = new Map<string, Parameter>();
  let names: ReadonlySet<string> | undefined;
  const refused = () => {
    names ??= errorExamples(reading, operation);
    return names;
  };
  for (const holder of [...items, operation]) {
    for (const parameter of readOwnParameters(reading, holder, refused))
      found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function readOwnParameters(reading: Reading, holder: Node, refused: () => ReadonlySet<string>): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const node of elementsAt(reading, holder, 'parameters')) {
    const name = textAt(reading, node, 'name');
    if (isQueryString(reading, node)) {
      const parameter = readQueryString(reading, node, name);
      if (parameter) found.set(`query ${name}`, parameter);
      continue;
    }
    noteMisspelt(reading, node, 'parameter');
    const written = wordLike(reading, node, 'in', PLACES);
    const place = PLACES.find((candidate) => candidate === written);
    if (!name && isNotNeeded(reading, node, place)) continue;
    if (!name || !place) {
      reportNoParameter(reading, holder, node, { name, written });
      continue;
    }
    if ((place === 'header' || place === 'cookie') && !isParameter(reading, name, place, node)) continue;
    if (found.has(`${place} ${name}`)) {
      report(reading, 'parameter/duplicate', node.path, `the ${place} parameter "${name}" is described twice`);
      continue;
    }
    found.set(`${place} ${name}`, readParameter(reading, node, { name, place }, refused));
  }
  return [...found.values()];
}

/** Whether a header or a cookie can be sent. */
function isParameter(reading: Reading, name: string, place: 'header' | 'cookie', { path }: Node): boolean {
  const isHeader = place === 'header';
  if (isHeader && (isIgnoredHeader(name) || !isUsable(reading, name, path))) return false;
  if (isHeader ? isHeaderName(name) : isCookieName(name)) return true;
  report(reading, 'document/wrong-type', path, `"${name}" is not a valid ${place} name`);
  return false;
}

/** The whole query string as one parameter: each member of its form is sent as a parameter. */
function readQueryString(reading: Reading, node: Node, name: string): Parameter | undefined {
  const media = formOfQuery(node);
  const example = media && formExample(readExample(reading, media));
  if (!media || !(isOnly(reading.schemas, schemaOf(media), 'object') || isRecord(example?.value))) {
    const message = `the query string "${name}" cannot be sent: only an object as application/x-www-form-urlencoded can`;
    report(reading, 'document/wrong-type', node.path, message);
    return undefined;
  }
  return {
    name,
    in: 'query',
    required: isSet(reading, node, 'required'),
    description: describing(reading, node, schemaOf(media)),
    node: schemaOf(media),
    ...(example && { example: example.value, exampleAt: toPointer(example.path) }),
    form: readEncoding(reading, media, 'application/x-www-form-urlencoded').encoding ?? new Map(),
    spelling: 'free-form',
    style: 'form',
    explode: true,
  };
}

function readParameter(
  reading: Reading,
  node: Node,
  { name, place }: { readonly name: string; readonly place: Parameter['in'] },
  refused: () => ReadonlySet<string>,
): Parameter {
  noteContent(reading, node, name);
  const example = readExample(reading, mediaOf(node) ?? node, refused);
  const spelled = readSpelling(reading, node, place);
  const isList = place === 'query' && isOf(reading, node, 'array');
  const parameter = asElements(reading, {
    name,
    in: place,
    required: place === 'path' || isSet(reading, node, 'required'),
    description: describing(reading, node, schemaOf(node)),
    ...(isDeprecated(reading, node) && { deprecated: true as const }),
    node: schemaOf(node),
    ...(example && { example: example.value, exampleAt: toPointer(example.path) }),
    ...spelled,
    ...contentIn(node, spelled),
    ...(isList && spelled.style === 'form' && !spelled.explode && { commas: true as const }),
    ...(isList && spelled.explode && child(node, 'content') === undefined && { repeats: true as const }),
  });
  const named = namedExamples(reading, mediaOf(node) ?? node, parameter);
  return named.size === 0 ? parameter : { ...parameter, namedExamples: named };
}

/** What is said of a parameter. Some frameworks write it into the schema only. */
function describing(reading: Reading, node: Node, schema: SchemaNode): string {
  return textAt(reading, node, 'description') || textOf(reading.schemas, schema, 'description');
}

/** Whether a parameter or its schema is deprecated. */
function isDeprecated(reading: Reading, node: Node): boolean {
  return isSet(reading, node, 'deprecated') || keywordOf(reading.schemas, schemaOf(node), 'deprecated') === true;
}

/** A parameter has a `schema` or one media type in `content`. https://spec.openapis.org/oas/v3.1.1.html#parameter-object */
function noteContent(reading: Reading, node: Node, name: string): void {
  const content = child(node, 'content');
  const [used, ...others] = isRecord(content?.value) ? Object.keys(content.value) : [];
  if (!content || used === undefined) return;
  const schema = child(node, 'schema');
  if (schema)
    notice(reading, 'note', schema.path, `"${name}" is sent by its \`content\`: the \`schema\` beside it is not read`);
  if (others.length > 0)
    notice(
      reading,
      'note',
      content.path,
      `"${name}" is sent as ${used}: a parameter has one media type, so ${toList(others)} is not read`,
    );
}

/** The media type of `content` that is no JSON, with the schema of what it holds. */
function contentIn(node: Node, { spelling }: Pick<Parameter, 'spelling'>): Pick<Parameter, 'content'> {
  const media = mediaOf(node);
  const type = media?.path.at(-1);
  if (!media || type === undefined || spelling === 'json') return {};
  const schema = child(media, 'schema');
  return {
    content: { type, node: schema ? { schema: schema.value, pointer: toPointer(schema.path) } : undefined },
  };
}

/** Whether Postman can send and read a header. In the place of one with the name of a member of every object, it finds that member. */
export function isUsable(reading: Reading, name: string, path: readonly string[]): boolean {
  if (!(name.toLowerCase() in Object.prototype)) return true;
  notice(reading, 'left-out', path, `Postman can neither send nor read a header with the name "${name}"`);
  return false;
}

/** The schema of a parameter or header as written; under `content`, of the value that is written as JSON. */
export function schemaOf(node: Node): SchemaNode {
  const media = mediaOf(node);
  const schema = child(media && isJsonType(media.path.at(-1) ?? '') ? media : node, 'schema');
  return schema
    ? { schema: schema.value, pointer: toPointer(schema.path) }
    : { schema: true, pointer: toPointer(node.path) };
}

/** The Media Type Object of a parameter or header with `content`, which has one. */
export function mediaOf(node: Node): Node | undefined {
  const content = child(node, 'content');
  const [type] = isRecord(content?.value) ? Object.keys(content.value) : [];
  return content && type !== undefined ? child(content, type) : undefined;
}

/** https://spec.openapis.org/oas/v3.1.1.html#style-values */
function readSpelling(
  reading: Reading,
  node: Node,
  place: Parameter['in'],
): Pick<Parameter, 'spelling' | 'style' | 'explode' | 'allowReserved'> {
  const types = entriesAt(reading, node, 'content').map(([type]) => type);
  const style = readStyle(reading, node, place);
  const explode = isSet(reading, node, 'explode', style === 'form' || style === 'cookie');
  const spelling = child(node, 'content')
    ? types.every(isJsonType)
      ? 'json'
      : 'other'
    : isOf(reading, node, 'object')
      ? spellingOfObject(place, style, explode)
      : 'single';
  const isReserved = place === 'query' && isSet(reading, node, 'allowReserved');
  // In a query or a cookie, a server reads the same from what is encoded.
  if (place === 'path' && isSet(reading, node, 'allowReserved')) {
    const message = '`allowReserved` is not used for a parameter of a path: what is reserved is percent-encoded';
    notice(reading, 'note', [...node.path, 'allowReserved'], message);
  }
  return { spelling, style, explode, ...(isReserved && { allowReserved: true as const }) };
}

/** The style of a parameter; the default one, with a notice, where a style is not one of its place. */
function readStyle(reading: Reading, node: Node, place: Parameter['in']): ParameterStyle {
  const written = textAt(reading, node, 'style');
  const [usual] = STYLES[place];
  const style = written === '' ? usual : STYLES[place].find((one) => one === written);
  const isTooNew = style === 'cookie' && !isOpenApi32(reading);
  if (style !== undefined && !isTooNew) return style;
  const why = isTooNew
    ? 'the style "cookie" is one of OpenAPI 3.2'
    : `"${written}" is no style of a ${place} parameter`;
  const message = `${why}: it is sent by the style "${usual}"`;
  notice(reading, 'note', [...node.path, 'style'], message);
  return usual;
}

/** The styles of each place, the default first. */
const STYLES: Readonly<Record<Parameter['in'], readonly [ParameterStyle, ...ParameterStyle[]]>> = {
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

function spellingOfObject(place: Parameter['in'], style: ParameterStyle, explode: boolean): Parameter['spelling'] {
  if (style === 'deepObject') return 'deep-object';
  return style === 'form' && explode && place === 'query' ? 'free-form' : 'other';
}

function isOf(reading: Reading, node: Node, type: 'object' | 'array'): boolean {
  return isOnly(reading.schemas, schemaOf(node), type);
}
