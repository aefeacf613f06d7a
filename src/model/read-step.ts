/** The body that a step of a workflow sends, and the success criteria that are asserted of its response. */
import { isRecord, type Json, toPlainText } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import { toPointer } from '../core/pointer.ts';
import { remark } from './arazzo-features.ts';
import { statusOf, toCondition } from './criteria.ts';
import { child, elementsAt, jsonAt, type Node, type Reading } from './reading.ts';
import type { Operation, StepBody, StepCriterion } from './types.ts';

/** What expressions in a workflow refer to. */
export interface Scope {
  readonly workflow: Node;
  /** The variable of an output; `undefined` if the expression is none. */
  readonly output: (expression: string) => string | undefined;
}

const EXPRESSION =
  /\$(?:url|method|statusCode)\b|\$(?:request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)\./;

/** The value of an input, where its schema has a default. */
export function inputValue({ workflow }: Scope, name: string): Json | undefined {
  const properties = [workflow, 'inputs', 'properties', name].reduce<Node | undefined>(
    (node, member) => (typeof member === 'string' ? node && child(node, member) : member),
    undefined,
  );
  return properties && jsonAt(properties, 'default');
}

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
  const named = typeof type === 'string' ? type : undefined;
  const isJson = isJsonType(named ?? operation.body.media.find(({ type: one }) => isJsonType(one))?.type ?? '');
  const payload = isJson ? asJson(given) : given;
  const value = withReplacements(node, payload, isJson);
  if (typeof value === 'string' && value.startsWith(WHY)) return value.slice(WHY.length);
  const filled = filledIn(value, [], scope);
  if (typeof filled === 'string') return filled;
  if (filled.outputs.length > 0 && !isJson) return 'only in JSON, outputs of steps are supported';
  return { ...(named !== undefined && { type: named }), ...filled, path: node.path };
}

/** A payload may be a text of JSON. */
function asJson(payload: Json): Json {
  if (typeof payload !== 'string' || !/^\s*[[{]/.test(payload) || /^\{\$/.test(payload.trim())) return payload;
  try {
    return JSON.parse(payload) as Json;
  } catch {
    return payload;
  }
}

/** Begins a reason that stands for a value. */
const WHY = '\0';

/** https://spec.openapis.org/arazzo/v1.0.1.html#payload-replacement-object */
function withReplacements(body: Node, payload: Json, isJson: boolean): Json {
  const replacements = child(body, 'replacements')?.value;
  if (replacements === undefined) return payload;
  if (!Array.isArray(replacements)) return `${WHY}its replacements are no list`;
  let value = payload;
  for (const one of replacements as readonly unknown[]) {
    const target = isRecord(one) ? one['target'] : undefined;
    const by = isRecord(one) ? (one['value'] as Json | undefined) : undefined;
    if (!isJson || typeof target !== 'string' || !/^(\/|$)/.test(target) || by === undefined)
      return `${WHY}only JSON pointers are supported as targets of replacements`;
    value = put(value, target === '' ? [] : target.slice(1).split('/').map(unescaped), by);
  }
  return value;
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
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
  const value = input === undefined ? undefined : inputValue(scope, input);
  if (value !== undefined) return { value, outputs: [] };
  return input === undefined
    ? `the expression "${text}" is not supported`
    : `the input "${input}" has no \`default\` in the schema of the inputs`;
}

/** What is asserted of the response to a step. */
export interface Criteria {
  /** The status that the criteria need, if it is no success. */
  readonly refusal?: number;
  readonly criteria: readonly StepCriterion[];
}

/**
 * The success criteria that are asserted. A notice says which are not. `isOther`: the request is not the described one, so its response need
 * not be.
 */
export function readCriteria(
  reading: Reading,
  step: Node,
  scope: Scope,
  operation: Operation | undefined,
  isOther: boolean,
): Criteria {
  const hasActions = child(step, 'onFailure') ?? child(scope.workflow, 'failureActions');
  const why = hasActions
    ? 'a failure has actions (`onFailure`)'
    : isOther
      ? 'the request is sent with other values than the step describes'
      : undefined;
  const read = elementsAt(reading, step, 'successCriteria').map((node) => {
    const text = toPlainText(child(node, 'condition')?.value).trim();
    const isSimple = ['type', 'context'].every((name) =>
      [undefined, 'simple'].includes(child(node, name)?.value as string),
    );
    return { text, condition: isSimple ? toCondition(text) : undefined, path: node.path };
  });
  const [refusal] = read.flatMap(({ condition }) => {
    const status = condition && statusOf(condition);
    return status !== undefined && !String(status).startsWith('2') ? [status] : [];
  });
  const criteria = read.flatMap(({ text, condition, path }): StepCriterion[] => {
    if (isExpected(text, operation, refusal)) return [];
    if (condition && why === undefined) return [{ text, condition, path }];
    remark(reading, 'note', path, `the success criterion "${text}" is not asserted: ${why ?? 'it is not understood'}`);
    return [];
  });
  return { criteria, ...(refusal !== undefined && { refusal }) };
}

/** Whether the status of a response is asserted anyway. */
function isExpected(text: string, operation: Operation | undefined, refusal: number | undefined): boolean {
  const status = /^\$statusCode\s*==\s*(\d{3})$/.exec(text)?.[1];
  const successes = operation?.responses.filter((response) => /^2/.test(response.status)) ?? [];
  if (status === undefined) return false;
  return status === String(refusal) || (status.startsWith('2') && successes.every((one) => one.status === status));
}
