/** Body and form parameters of Swagger 2.0 as request bodies. https://spec.openapis.org/oas/v2.0.html#parameter-object */
import { isRecord } from '../../core/json.ts';
import { isJsonType } from '../../core/media-types.ts';
import { JOINED_PART } from './joined-part.ts';
import { styleOf, toItems } from './parameters.ts';
import { toSchema } from './schemas.ts';
import { type Members, memberOf, moved, type Part, remark, type Upgrading } from './upgrading.ts';

/** A request body at `to`, from its parameters with their `$ref`s followed. `undefined`: they are none. */
export function toRequestBody(
  upgrading: Upgrading,
  parameters: readonly Part[],
  consumes: readonly string[],
  to: string,
): Members | undefined {
  const bodies = parameters.filter(({ value }) => placeOf(value) === 'body');
  const body = bodies.at(-1);
  for (const other of bodies.slice(0, -1)) {
    remark(upgrading, 'left-out', other, 'a second body: an operation has only one, and the last is sent');
  }
  const form = parameters.filter(({ value }) => placeOf(value) === 'formData');
  const [first] = form;
  if (body && first) {
    remark(upgrading, 'left-out', first, 'a form field beside a body: an operation has only one of them');
  }
  if (body) return toBody(upgrading, moved(upgrading, body, to), consumes);
  return first && toForm(upgrading, form, consumes, to);
}

export function placeOf(parameter: unknown): unknown {
  return isRecord(parameter) ? parameter['in'] : undefined;
}

/** Without `consumes`, the media type is not known. */
const ANY = ['*/*'];

function toBody(upgrading: Upgrading, part: Part, consumes: readonly string[]): Members {
  const value = part.value as Members;
  const { description, required } = value;
  const types = consumes.length > 0 ? consumes : ANY;
  const schema = memberOf(part, 'schema');
  const upgraded = toSchema(upgrading, moved(upgrading, schema, part.to, 'content', types[0] ?? '', 'schema'));
  const content = types.map((type) => {
    moved(upgrading, schema, part.to, 'content', type, 'schema');
    return [type, { ...(schema.value !== undefined && { schema: upgraded }), ...examplesOf(value, type) }] as const;
  });
  return {
    ...(description !== undefined && { description }),
    ...(required !== undefined && { required }),
    content: Object.fromEntries(content),
  };
}

/** `x-example` and `x-examples` by media type, as Redocly and others define them. */
function examplesOf({ 'x-example': single, 'x-examples': several }: Members, type: string): Members {
  for (const by of [single, several]) {
    const bare = isRecord(by) ? by[type] : undefined;
    if (bare !== undefined) return { example: bare };
  }
  return {};
}

const FORMS: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

function toForm(upgrading: Upgrading, form: readonly Part[], consumes: readonly string[], to: string): Members {
  const types = formTypes(upgrading, form, consumes);
  const properties = new Map<string, unknown>();
  const encoding = new Map<string, Members>();
  const required: string[] = [];
  for (const part of form) {
    const value = part.value as Members;
    const name = String(value['name']);
    const at = (type: string) => moved(upgrading, part, to, 'content', type, 'schema', 'properties', name);
    const schema = toItems(upgrading, at(types[0] ?? ''), 'formData');
    for (const type of types.slice(1)) at(type);
    const { description, 'x-example': example } = value;
    const more = { ...(description !== undefined && { description }), ...(example !== undefined && { example }) };
    properties.set(name, isRecord(schema) ? { ...schema, ...more } : schema);
    const style = styleOf(value, 'formData');
    if (Object.keys(style).length > 0) encoding.set(name, style);
    if (value['required'] === true) required.push(name);
  }
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
  const mediaOf = (type: string) => {
    const own = bare(type) === FORMS[1] ? inParts(encoding) : encoding;
    return { schema, ...(own.size > 0 && { encoding: Object.fromEntries(own) }) };
  };
  return {
    ...(required.length > 0 && { required: true }),
    content: Object.fromEntries(types.map((type) => [type, mediaOf(type)])),
  };
}

/** Arrays in parts: `multi` is what OpenAPI 3 does anyway, and the other formats of an array are one part, which OpenAPI 3.0 cannot say. */
function inParts(encoding: ReadonlyMap<string, Members>): ReadonlyMap<string, Members> {
  const joined = [...encoding].filter(([, { explode }]) => explode === false);
  return new Map(joined.map(([name, style]) => [name, { ...style, [JOINED_PART]: true }]));
}

/** The types of a form. A file needs `multipart/form-data`, whatever is declared. */
function formTypes(upgrading: Upgrading, form: readonly Part[], consumes: readonly string[]): readonly string[] {
  const declared = consumes.filter((type) => FORMS.includes(bare(type)));
  const file = form.find(({ value }) => isRecord(value) && value['type'] === 'file');
  const fitting = file ? declared.filter((type) => bare(type) === FORMS[1]) : declared;
  if (fitting.length > 0) return fitting;
  const type = FORMS[file ? 1 : 0] ?? '';
  const [first] = form;
  if (first && consumes.length > 0) {
    const why = file ? 'a file needs it' : `${consumes.join(', ')} ${consumes.length > 1 ? 'are' : 'is'} no form`;
    remark(upgrading, 'note', file ?? first, `the form is sent as ${type}, which \`consumes\` does not name: ${why}`);
  }
  return [type];
}

function bare(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** https://spec.openapis.org/oas/v2.0.html#response-object `content` of a response that has a schema or examples. */
export function toContent(upgrading: Upgrading, part: Part, produces: readonly string[]): Members | undefined {
  const schema = memberOf(part, 'schema');
  const examples = memberOf(part, 'examples');
  const byType = Object.entries(isRecord(examples.value) ? examples.value : {}).filter(([type]) => type.includes('/'));
  if (schema.value === undefined && byType.length === 0) return undefined;
  const types = responseTypes(upgrading, { examples, named: byType.map(([type]) => type), produces });
  const isFile = isRecord(schema.value) && schema.value['type'] === 'file';
  const upgraded =
    schema.value !== undefined &&
    toSchema(upgrading, moved(upgrading, schema, part.to, 'content', types[0] ?? '', 'schema'));
  const content = types.map((type) => {
    const written = byType.find(([name]) => name === type) ?? byType.find(([name]) => bare(name) === bare(type));
    moved(upgrading, schema, part.to, 'content', type, 'schema');
    if (written) moved(upgrading, memberOf(examples, written[0]), part.to, 'content', type, 'example');
    // A file of JSON is any JSON, and no text.
    const isKnown = schema.value !== undefined && !(isFile && isJsonType(type));
    const example = written && toExample(written[1], type, upgraded);
    return [type, { ...(isKnown && { schema: upgraded }), ...(example !== undefined && { example }) }] as const;
  });
  return Object.fromEntries(content);
}

interface Typed {
  readonly examples: Part;
  /** The media types that have an example. */
  readonly named: readonly string[];
  readonly produces: readonly string[];
}

/** The types that `produces` names, and those of examples: where they contradict each other, both are accepted. */
function responseTypes(upgrading: Upgrading, { examples, named, produces }: Typed): readonly string[] {
  if (produces.length === 0) return named.length > 0 ? named : ANY;
  const known = new Set(produces.map(bare));
  const others = named.filter((type) => !known.has(bare(type)) && !known.has('*/*'));
  for (const type of others) {
    const message = `this operation does not produce ${type}, of which it has an example: it is accepted, too`;
    remark(upgrading, 'ambiguous', memberOf(examples, type), message);
  }
  return [...produces, ...others];
}

/** An example of JSON may be written as its text. */
function toExample(value: unknown, type: string, schema: unknown): unknown {
  const isText = isRecord(schema) && schema['type'] === 'string';
  if (typeof value !== 'string' || !isJsonType(type) || isText) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
