/** What can be sent: each required parameter and body needs a value that satisfies its schema. */
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Media, Operation, Parameter } from '../model/types.ts';
import { findSample } from '../schema/sample.ts';

/** The model without what no valid value was found for, and a notice for each part that is left out. */
export function withValues(model: ApiModel): { readonly model: ApiModel; readonly notices: readonly Notice[] } {
  const notices: Notice[] = [];
  const operations = model.operations.flatMap((operation) => sendable(operation, model, notices));
  const isSame = operations.every((operation, index) => operation === model.operations[index]);
  return { model: isSame && operations.length === model.operations.length ? model : { ...model, operations }, notices };
}

function sendable(operation: Operation, model: ApiModel, notices: Notice[]): Operation[] {
  const { parameters, body } = operation;
  const unknown = parameters.filter((parameter) => !hasValue(parameter, model));
  const isLacking = body !== undefined && body.media.length > 0 && !body.media.some((one) => hasBody(one, model));
  const [needed] = unknown.filter(({ required }) => required);
  const part = needed
    ? `required ${needed.in} parameter "${needed.name}"`
    : isLacking && body.required
      ? 'required body'
      : undefined;
  if (part !== undefined) {
    const message = `the operation has no request: no value was found that satisfies the schema of its ${part}`;
    notices.push({ kind: 'left-out', message, pointer: operation.pointer });
    return [];
  }
  const withParameters = unknown.length === 0 ? operation : withoutParameters(operation, unknown, notices);
  return [isLacking ? withoutBody(withParameters, notices) : withParameters];
}

function withoutParameters(operation: Operation, unknown: readonly Parameter[], notices: Notice[]): Operation {
  for (const { name, node } of unknown) {
    const message = `the parameter "${name}" is not sent: no value was found that satisfies its schema`;
    notices.push({ kind: 'left-out', message, pointer: node.pointer });
  }
  return { ...operation, parameters: operation.parameters.filter((parameter) => !unknown.includes(parameter)) };
}

function withoutBody({ body, ...operation }: Operation, notices: Notice[]): Operation {
  const pointer = body?.media[0]?.node?.pointer ?? operation.pointer;
  notices.push({
    kind: 'left-out',
    message: 'the body is not sent: no value was found that satisfies its schema',
    pointer,
  });
  return operation;
}

function hasValue({ example, node }: Parameter, model: ApiModel): boolean {
  return example !== undefined || findSample(node, model) !== undefined;
}

function hasBody({ examples, node }: Media, model: ApiModel): boolean {
  return examples.length > 0 || node === undefined || findSample(node, model) !== undefined;
}
