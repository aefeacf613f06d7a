/** The members of a node, each of the type that its name has in OpenAPI. Those of other types are reported, and read as if they were missing. */
import { numberText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { valueOfExample } from './example-object.ts';
import { child, type Node, notice, type Reading, report, resolved, typeName, wrongType } from './reading.ts';

/** An object member, its `$ref` followed. Other types are reported. */
export function objectAt(reading: Reading, node: Node, name: string, mayDescribe = true): Node | undefined {
  const found = childOrNone(reading, node, name);
  if (!found) return undefined;
  if (!isRecord(found.value)) return wrongType(reading, found, 'an object');
  return resolved(reading, found, mayDescribe);
}

/** Maps in which a key that starts with `x-` is an extension. Elsewhere it is a name, such as the header `x-request-id`. */
const EXTENSIBLE: ReadonlySet<string> = new Set(['paths', 'responses']);

/** The members of an object member as they stand, in the order of the document. */
export function membersAt(reading: Reading, node: Node, name: string): [string, Node][] {
  const map = objectAt(reading, node, name, false);
  if (!map) return [];
  return Object.keys(map.value as object).flatMap((key): [string, Node][] => {
    if (key.startsWith('x-') && EXTENSIBLE.has(name)) return [];
    const entry = child(map, key);
    return entry ? [[key, entry]] : [];
  });
}

/**
 * The members of an object member, each with its `$ref` followed, in the order of the document. `null` is what YAML reads where a name, such
 * as `204`, has nothing after it: as if it were empty, with a notice.
 */
export function entriesAt(reading: Reading, node: Node, name: string): [string, Node][] {
  return membersAt(reading, node, name).flatMap((one) => entryOf(reading, ...one));
}

function entryOf(reading: Reading, key: string, entry: Node): [string, Node][] {
  if (entry.value === null && !reading.strict) {
    notice(reading, 'note', entry.path, `\`${key}\` is null: it is read as if it were empty`);
    return [[key, { value: {}, path: entry.path }]];
  }
  if (!isRecord(entry.value)) return wrongType(reading, entry, 'an object') ?? [];
  const target = resolved(reading, entry);
  return target ? [[key, target]] : [];
}

/**
 * The named examples of a media type, a parameter or a header. What is no example is not read, with a notice: values without `value`, or the
 * array that `examples` is in a schema. Nothing else depends on them.
 */
export function examplesAt(reading: Reading, node: Node): [string, Node][] {
  const found = child(node, 'examples');
  const notRead = ({ path }: Node, what: string) => {
    notice(reading, 'note', path, `${what}: an Example Object, with a \`value\`, is expected, so it is not read`);
    return [];
  };
  const isWrong = ({ value }: Node) => value !== null && !isRecord(value) && !reading.strict;
  if (found && isWrong(found)) return notRead(found, `\`examples\` is ${typeName(found.value)}`);
  return membersAt(reading, node, 'examples').flatMap(([key, entry]): [string, Node][] => {
    if (isWrong(entry)) return notRead(entry, `the example "${key}" is ${typeName(entry.value)}`);
    const [one] = entryOf(reading, key, entry);
    if (!one || !isBareValue(one[1])) return one ? [one] : [];
    return notRead(entry, `the example "${key}" has no \`value\``);
  });
}

/** Whether an object is the value itself: it has members, and none of an Example Object. */
function isBareValue({ value }: Node): boolean {
  const names = isRecord(value) ? Object.keys(value) : [];
  return names.length > 0 && names.every((name) => !OF_EXAMPLES.has(name) && !name.startsWith('x-'));
}

/** https://spec.openapis.org/oas/v3.2.0.html#example-object */
const OF_EXAMPLES: ReadonlySet<string> = new Set(
  'summary description value externalValue dataValue serializedValue $ref'.split(' '),
);

/** The elements of an array member, each with its `$ref` followed. */
export function elementsAt(reading: Reading, node: Node, name: string): Node[] {
  const list = childOrNone(reading, node, name);
  if (!list) return [];
  if (!Array.isArray(list.value)) return wrongType(reading, list, 'an array') ?? [];
  return list.value.flatMap((value: unknown, index) => {
    const element = { value, path: [...list.path, String(index)] };
    if (!isRecord(value)) return wrongType(reading, element, 'an object') ?? [];
    return resolved(reading, element) ?? [];
  });
}

/** A string member; empty if missing. Other types are reported. */
export function textAt(reading: Reading, node: Node, name: string): string {
  const found = childOrNone(reading, node, name);
  return (found && toText(reading, found)) ?? '';
}

/** A text. A number, as YAML reads `1.0` and `42`, or a boolean is taken as one, with a notice. Other types are reported. */
function toText(reading: Reading, node: Node): string | undefined {
  const { value, path } = node;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return wrongType(reading, node, 'text');
  const text = typeof value === 'number' ? numberText(value) : String(value);
  const name = path.at(-1) ?? '';
  const what = /^\d+$/.test(name) ? `element ${name}` : `the ${name}`;
  const message = `${what} is the ${typeof value} ${text}, and is taken as a text: write it in quotation marks`;
  notice(reading, 'note', path, message);
  return text;
}

/** An array of names, or one name, with a notice. */
export function namesAt(reading: Reading, node: Node, name: string): string[] {
  const found = child(node, name);
  if (typeof found?.value !== 'string' || reading.strict) return textsAt(reading, node, name);
  notice(reading, 'note', found.path, `\`${name}\` is a text, and no array: it is read as an array of one`);
  return [found.value];
}

/** An array of strings. Other types are reported. */
export function textsAt(reading: Reading, node: Node, name: string): string[] {
  const found = childOrNone(reading, node, name);
  if (!found) return [];
  if (!Array.isArray(found.value)) return wrongType(reading, found, 'an array of texts') ?? [];
  return found.value.flatMap(
    (value: unknown, index) => toText(reading, { value, path: [...found.path, String(index)] }) ?? [],
  );
}

/** A member that is not `null`. That is what YAML reads where a name has nothing after it: as if it were missing, with a notice. */
export function childOrNone(reading: Reading, node: Node, name: string): Node | undefined {
  const found = child(node, name);
  if (found?.value !== null) return found;
  if (reading.strict) wrongType(reading, found, 'another value');
  else notice(reading, 'note', found.path, `\`${name}\` is null: it is read as if it were missing`);
  return undefined;
}

/** A boolean member; `usual` if missing. Other types are reported. */
export function flagAt(reading: Reading, node: Node, name: string, usual = true): boolean {
  const found = child(node, name);
  if (!found) return usual;
  if (typeof found.value !== 'boolean') wrongType(reading, found, 'true or false');
  return found.value === true;
}

/** A boolean member of OpenAPI; `usual` if missing. A text of one is read as it; in the place of anything else is `usual`, with a notice. */
export function isSet(reading: Reading, node: Node, name: string, usual = false): boolean {
  const found = child(node, name);
  if (!found) return usual;
  const { value, path } = found;
  if (typeof value === 'boolean') return value;
  const read = value === 'true' || (value !== 'false' && usual);
  notice(reading, 'note', path, `\`${name}\` is ${typeName(value)}, not true or false: it is read as ${read}`);
  return read;
}

/** A string member with a fixed set of values; `undefined` if missing. Other values are reported. */
export function wordAt<Word extends string>(
  reading: Reading,
  node: Node,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const given = textAt(reading, node, name);
  const known = words.find((word) => word === given);
  if (given !== '' && known === undefined) {
    const wanted = words.map((word) => `"${word}"`).join(' or ');
    report(reading, 'document/wrong-type', [...node.path, name], `expected ${wanted}, got "${given}"`);
  }
  return known;
}

/** The value of an example or a default. Documents come from JSON, YAML or typed modules, so it is JSON. */
export function jsonAt(node: Node, name: string): Json | undefined {
  return child(node, name)?.value as Json | undefined;
}

/** The value of an Example Object, in the media type of what it is an example of, if there is one. */
export function exampleAt({ value }: Node, type?: string): Json | undefined {
  return isRecord(value) ? valueOfExample(value, type) : undefined;
}
