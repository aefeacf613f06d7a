/** The body that a step of a workflow sends. */
import { jsonInText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { remark } from './arazzo-features.ts';
import { child, type Node, type Reading } from './reading.ts';
import { jsonAt } from './typed-members.ts';
import type { Operation, StepBody } from './types.ts';

/** What expressions in a workflow refer to. */
export interface Scope {
  readonly workflow: Node;
  /** The value of an input; `undefined` if nothing says it. */
  readonly input: (name: string) => Json | undefined;
  /** The variable of an output; `undefined` if the expression is none. */
  readonly output: (expression: string) => string | undefined;
  /** Whether an output is an array or an object, by the schema of the response. */
  readonly isNested: (expression: string) => boolean;
}

const EXPRESSION =
  /\$(?:url|method|statusCode)\b|\$(?:request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)\./;

/** The body; `unused` if it is described and not used. A notice says why. */
export function readBody(
  reading: Reading,
  step: Node,
  scope: Scope,
  operation: Operation | undefined,
): StepBody | 'unused' | undefined {
  const node = child(step, 'requestBody');
  if (!node) return undefined;
  const found = bodyIn(node, scope, operation);
  if (typeof found !== 'string') return found;
  remark(reading, 'note', node.path, `the "requestBody" of the step is not used, but one of the description: ${found}`);
  return 'unused';
}

/** The body, or why it is not used. */
function bodyIn(node: Node, scope: Scope, operation: Operation | undefined): StepBody | string {
  const given = jsonAt(node, 'payload');
  if (given === undefined) return 'it has no payload';
  if (!operation?.body) return 'its operation has no body';
  const type = child(node, 'contentType')?.value;
  const named = typeof type === 'string' && { type };
  const types = named ? [named] : operation.body.media;
  const isJson = types.some((media) => isJsonType(media.type));
  const value = withReplacements(node, isJson ? asJson(given) : given, isJson);
  if (value === undefined) return 'of its replacements, only those of JSON pointers in JSON are supported';
  const filled = filledIn(value, [], scope);
  if (typeof filled === 'string') return filled;
  if (filled.outputs.length > 0 && !isJson) return 'only in JSON, outputs of steps are supported';
  return { ...named, ...filled, path: node.path };
}

/** A payload may be a text of JSON. */
function asJson(payload: Json): Json {
  if (typeof payload !== 'string' || !/^\s*[[{]/.test(payload) || payload.trim().startsWith('{$')) return payload;
  return jsonInText(payload) ?? payload;
}

/**
 * The payload with its replacements. `undefined`: one is of another kind.
 *
 * https://spec.openapis.org/arazzo/v1.0.1.html#payload-replacement-object
 */
function withReplacements(body: Node, payload: Json, isJson: boolean): Json | undefined {
  const replacements = child(body, 'replacements')?.value ?? [];
  if (!Array.isArray(replacements)) return undefined;
  let value = payload;
  for (const one of replacements as readonly unknown[]) {
    const { target, value: by } = (isRecord(one) ? one : {}) as { target?: unknown; value?: Json };
    if (!isJson || typeof target !== 'string' || !/^(\/|$)/.test(target) || by === undefined) return undefined;
    value = put(value, fromPointer(target), by);
  }
  return value;
}

function put(value: Json, path: readonly string[], by: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) {
    const elements: readonly Json[] = value;
    const index = first === '-' ? elements.length : Number(first);
    return elements.toSpliced(index, 1, put(elements[index] ?? null, rest, by));
  }
  const members = isRecord(value) ? (value as Readonly<Record<string, Json>>) : {};
  return { ...members, [first]: put(Object.hasOwn(members, first) ? (members[first] ?? null) : null, rest, by) };
}

type Filled = Pick<StepBody, 'value' | 'outputs'>;

/** A value without its expressions, or why one cannot be used. */
function filledIn(value: Json, path: readonly string[], scope: Scope): Filled | string {
  if (typeof value === 'string') return filledText(value, path, scope);
  if (typeof value !== 'object' || value === null) return { value, outputs: [] };
  const outputs: StepBody['outputs'][number][] = [];
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value as Readonly<Record<string, Json>>)) {
    const filled = filledIn(member, [...path, name], scope);
    if (typeof filled === 'string') return filled;
    members.push([name, filled.value]);
    outputs.push(...filled.outputs);
  }
  return { value: Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members), outputs };
}

function filledText(text: string, path: readonly string[], scope: Scope): Filled | string {
  const isWhole = /^\{\$[^{}]+\}$|^\$\S+$/.test(text);
  if (!(isWhole ? EXPRESSION : /\{\$[^{}]+\}/).test(text)) return { value: text, outputs: [] };
  const expression = text.replace(/^\{(.*)\}$/, '$1');
  const output = scope.output(expression);
  if (output !== undefined) return { value: null, outputs: [{ pointer: toPointer(path), variable: output }] };
  const input = /^\$inputs\.([\w-]+)$/.exec(expression)?.[1];
  const value = input === undefined ? undefined : scope.input(input);
  if (value !== undefined) return { value, outputs: [] };
  return input === undefined
    ? `the expression "${text}" is not supported`
    : `the input "${input}" has no \`default\` in the schema of the inputs`;
}
