/** The example of a parameter or a header: which of several is sent, and what a text means that is written as it is sent. */
import type { Json } from '../core/json.ts';
import { accepts } from '../schema/accepts.ts';
import { isOnly } from '../schema/types-of.ts';
import { apart } from './left-out.ts';
import { child, isValidExample, type Node, type Reading } from './reading.ts';
import { entriesAt, exampleAt, examplesAt, jsonAt } from './typed-members.ts';
import type { Parameter } from './types.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * `example`, or the first of `examples` that is something in a request. `refused`: the names of those that show what an error answers.
 * https://spec.openapis.org/oas/v3.1.1.html#example-object
 */
export function readExample(
  reading: Reading,
  node: Node,
  refused: () => ReadonlySet<string> = () => NONE,
): FoundExample | undefined {
  const single = jsonAt(node, 'example');
  if (single !== undefined)
    return isValidExample(reading, node, 'example') ? { value: single, path: [...node.path, 'example'] } : undefined;
  const valid = examplesAt(reading, node).filter(([name]) => isValidExample(reading, node, 'examples', name));
  const right = valid.length > 1 ? valid.filter(([name]) => !refused().has(name)) : valid;
  const found = right.flatMap(([, example]): readonly FoundExample[] => {
    const value = exampleAt(example, typeOf(node));
    return value === undefined ? [] : [{ value, path: example.path }];
  });
  return found.find(({ value }) => !isNothing(value)) ?? found[0];
}

/** The values of `examples` that are something in a request, by their names. A response with an example of such a name is the answer to it. */
export function namedExamples(reading: Reading, node: Node, parameter: Parameter): ReadonlyMap<string, Json> {
  if (!child(node, 'examples')) return new Map();
  // What is wrong in them is said where the one that is sent is read.
  const found = examplesAt(apart(reading).reading, node).flatMap(([name, example]): [string, Json][] => {
    const value = exampleAt(example, typeOf(node));
    if (value === undefined || isNothing(value)) return [];
    return [[name, asElements(reading, { ...parameter, example: value }).example ?? value]];
  });
  return new Map(found);
}

/** An example, and its place in the document. */
export interface FoundExample {
  readonly value: Json;
  readonly path: readonly string[];
}

/** The example of a form: of a text, as a query string has it, its names and values. */
export function formExample(found: FoundExample | undefined): FoundExample | undefined {
  if (typeof found?.value !== 'string') return found;
  const values = [...formTexts(found.value)].map(([name, texts]): [string, Json] => {
    const [first = '', ...others] = texts;
    return [name, others.length === 0 ? first : texts];
  });
  return { ...found, value: Object.fromEntries(values) };
}

/** The names of a form, and the texts of each. https://url.spec.whatwg.org/#urlencoded-parsing */
export function formTexts(text: string): ReadonlyMap<string, readonly string[]> {
  const pairs = new URLSearchParams(text);
  return new Map([...new Set(pairs.keys())].map((name) => [name, pairs.getAll(name)]));
}

/** The media type of a parameter with `content`, whose node this is then. */
function typeOf({ path }: Node): string {
  return path.at(-2) === 'content' ? (path.at(-1) ?? '') : '';
}

function isNothing(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The names of examples that errors have, and no success. A request has the example of its response's name. */
export function errorExamples(reading: Reading, operation: Node): ReadonlySet<string> {
  const namesOf = (isMeant: (status: string) => boolean) =>
    entriesAt(reading, operation, 'responses')
      .filter(([status]) => isMeant(status))
      .flatMap(([, response]) => entriesAt(reading, response, 'content'))
      .flatMap(([, media]) => examplesAt(reading, media).map(([name]) => name));
  const isError = (status: string) => /^[45]/.test(status);
  const right = new Set(namesOf((status) => !isError(status)));
  return new Set(namesOf(isError).filter((name) => !right.has(name)));
}

/** A text of commas for a query in which each element has a name of its own: its elements. */
export function asElements(reading: Reading, parameter: Parameter): Parameter {
  const { example, node } = parameter;
  const isText = parameter.repeats && typeof example === 'string' && example.includes(',');
  if (!isText || !isOnly(reading.schemas, node, 'array')) return parameter;
  const parts = example.split(',');
  const readings = [parts, parts.map(toScalar)] as readonly Json[];
  const judging = { schemas: reading.schemas, notNeeded: [] };
  const found = readings.find((value) => accepts(value, node.schema, judging));
  return found === undefined ? parameter : { ...parameter, example: found };
}

/** What a text may be, where it is no text: a number or a boolean, or the elements of an array between one of the separators. */
export function readingsOf(text: string, separators: readonly string[] = [',']): readonly unknown[] {
  const lists = separators.map((separator) => text.split(separator));
  return [toScalar(text), ...lists, ...lists.map((list) => list.map(toScalar))];
}

/** The number or boolean that a text is, if it is one. */
export function toScalar(text: string): unknown {
  return /^(-?\d+(\.\d+)?|true|false)$/.test(text) ? JSON.parse(text.replace(/^(-?)0+(?=\d)/, '$1')) : text;
}
