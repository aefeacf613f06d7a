/** The parameters that a step of a workflow sends. */
import { isRecord, type Json, toPlainText } from '../core/json.ts';
import { remark } from './arazzo-features.ts';
import { apiKeysOf, authorizationOf } from './chosen-security.ts';
import { unbraced } from './output-names.ts';
import { type Node, type Reading, report } from './reading.ts';
import { parametersAt } from './reusable.ts';
import type { Scope } from './step-body.ts';
import { parameterNamed, problemOfValue, unknownParameter } from './step-values.ts';
import { jsonAt, textAt } from './typed-members.ts';
import type { ApiModel, Operation, StepParameter } from './types.ts';

interface Place {
  readonly scope: Scope;
  readonly model: ApiModel;
  readonly described: Operation | undefined;
  /** Whether the step wants a refusal, which a value that the schema does not allow may lead to. */
  readonly wantsRefusal: boolean;
}

/**
 * The parameters, those of the workflow first. A step that has one of them again replaces it.
 * `isOther`: one is not sent as the step has it, and a notice says so.
 */
export function readParameters(
  reading: Reading,
  shared: readonly Node[],
  step: Node,
  place: Place,
): { readonly parameters: readonly StepParameter[]; readonly isOther: boolean } {
  const { scope, model, described } = place;
  const keyOf = (node: Node) => `${textAt(reading, node, 'in')} ${textAt(reading, node, 'name')}`;
  const own = parametersAt(reading, step);
  const replaced = new Set(own.map(keyOf));
  const given = [...shared.filter((node) => !replaced.has(keyOf(node))), ...own];
  const credentials = credentialsIn(model);
  const sent = described ? credentialsOf(described) : credentials;
  let isOther = false;
  const parameters = given.flatMap((node): readonly StepParameter[] => {
    const key = keyOf(node).toLowerCase();
    if (!credentials.has(key)) {
      const read = readParameter(reading, node, scope);
      const isAllowed = read !== undefined && allowed(reading, node, read, place);
      if (described && read && own.includes(node)) noteUnknown(reading, node, unknownParameter(described, read));
      isOther ||= !isAllowed;
      return isAllowed ? [read] : [];
    }
    if (!sent.has(key)) isOther = true;
    if (!sent.has(key) || !isGiven(jsonAt(node, 'value') ?? '', scope)) noteCredential(reading, node, sent.has(key));
    return [];
  });
  return { parameters, isOther };
}

/** Whether a person gives a credential, as that of the collection is: nothing says what the input is. */
function isGiven(value: Json, scope: Scope): boolean {
  return withInputs(value, scope).unknown !== undefined;
}

function noteCredential(reading: Reading, node: Node, isSent: boolean): void {
  const name = textAt(reading, node, 'name');
  const instead = isSent
    ? 'the authorization of the collection sends it'
    : 'credentials are sent as the security of the operation says, which has none there';
  remark(reading, 'left-out', node.path, `the parameter "${name}" is not sent as the step has it: ${instead}`);
}

/** Parameters that hold credentials: the place and the name, in lower case. */
function credentialsIn({ securitySchemes }: ApiModel): ReadonlySet<string> {
  const keys = securitySchemes.flatMap((scheme) =>
    scheme.kind === 'api-key' ? [`${scheme.in} ${scheme.parameter.toLowerCase()}`] : [],
  );
  return new Set(['header authorization', ...keys]);
}

/** Those that the authorization of the collection sends to an operation. */
function credentialsOf(operation: Operation): ReadonlySet<string> {
  const keys = apiKeysOf(operation).map((scheme) => `${scheme.in} ${scheme.parameter.toLowerCase()}`);
  return new Set([...(authorizationOf(operation) ? ['header authorization'] : []), ...keys]);
}

function readParameter(reading: Reading, node: Node, scope: Scope): StepParameter | undefined {
  const name = textAt(reading, node, 'name');
  const where = textAt(reading, node, 'in');
  if (where !== 'query' && where !== 'path' && where !== 'header' && where !== 'cookie') {
    report(
      reading,
      'use-case/unsupported',
      node.path,
      `the parameter "${name}" needs an \`in\` (query, path, header, cookie)`,
    );
    return undefined;
  }
  const value = jsonAt(node, 'value') ?? '';
  const expression = typeof value === 'string' ? unbraced(value) : '';
  const output = scope.output(expression);
  if (output !== undefined) {
    if (!scope.isNested(expression)) return { name, in: where, value: { kind: 'output', variable: output } };
    notSent(reading, node, `"${expression}" is an array or an object`);
    return undefined;
  }
  const { value: filled, unknown } = withInputs(value, scope);
  if (unknown !== undefined) {
    notSent(reading, node, `"${unknown}" has no \`default\` in the schema of the inputs`);
    return undefined;
  }
  if (typeof value !== 'string' || !/^\{?\$/.test(value) || filled !== value)
    return { name, in: where, value: { kind: 'literal', value: filled } };
  report(
    reading,
    'use-case/unsupported',
    [...node.path, 'value'],
    `the expression "${value}" is not supported`,
    'Only outputs of steps and workflows are supported.',
  );
  return undefined;
}

/** Whether the operation allows a value, or the step wants to see it refused. A correct server may refuse another, and its response would be red. */
function allowed(
  reading: Reading,
  node: Node,
  read: StepParameter,
  { model, described, wantsRefusal }: Place,
): boolean {
  const parameter = described && parameterNamed(described, read);
  if (!parameter || wantsRefusal || read.value.kind !== 'literal') return true;
  const problem = problemOfValue(read.value.value, parameter, model);
  if (problem !== undefined) notSent(reading, node, problem);
  return problem === undefined;
}

function noteUnknown(reading: Reading, node: Node, message: string | undefined): void {
  if (message !== undefined) remark(reading, 'note', node.path, message);
}

function notSent(reading: Reading, node: Node, why: string): void {
  const name = textAt(reading, node, 'name');
  remark(reading, 'note', node.path, `the parameter "${name}" is not sent as the step has it: ${why}`);
}

/**
 * A value with its inputs, which may stand inside a text: https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions
 * `unknown`: an expression of an input whose value nobody knows.
 */
function withInputs(value: Json, scope: Scope): { readonly value: Json; readonly unknown?: string } {
  if (typeof value === 'string') return filledText(value, scope);
  if (typeof value !== 'object' || value === null) return { value };
  let unknown: string | undefined;
  const fill = (member: Json) => {
    const filled = withInputs(member, scope);
    unknown ??= filled.unknown;
    return filled.value;
  };
  const filled: Json = isRecord(value)
    ? Object.fromEntries(
        Object.entries(value as Readonly<Record<string, Json>>).map(([name, one]) => [name, fill(one)]),
      )
    : value.map(fill);
  return { value: filled, ...(unknown !== undefined && { unknown }) };
}

function filledText(text: string, scope: Scope): { readonly value: Json; readonly unknown?: string } {
  const whole = /^\{?\$inputs\.([\w-]+)\}?$/.exec(text)?.[1];
  if (whole !== undefined) {
    const value = scope.input(whole);
    return value === undefined ? { value: text, unknown: text } : { value };
  }
  let unknown: string | undefined;
  const filled = text.replace(/\{\$inputs\.([^{}]+)\}/g, (expression, name: string) => {
    const value = scope.input(name);
    if (value === undefined) unknown ??= expression;
    return toPlainText(value);
  });
  if (unknown === undefined && /^\{?\$inputs\./.test(filled)) unknown = text;
  return { value: filled, ...(unknown !== undefined && { unknown }) };
}
