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
  const media = body?.media.filter((one) => hasBody(one, model));
  const isLacking = body !== undefined && body.media.length > 0 && media?.length === 0;
  if (unknown.length === 0 && !isLacking) return [operation];
  const leaveOut = (pointer: string, message: string) => notices.push({ kind: 'left-out', message, pointer });
  const [needed] = unknown.filter(({ required }) => required);
  if (needed || (isLacking && body.required)) {
    const part = needed ? `its required ${needed.in} parameter "${needed.name}"` : 'its required body';
    leaveOut(
      operation.pointer,
      `the operation has no request: no value was found that satisfies the schema of ${part}`,
    );
    return [];
  }
  for (const { name, node } of unknown) {
    leaveOut(node.pointer, `the parameter "${name}" is not sent: no value was found that satisfies its schema`);
  }
  if (isLacking) {
    leaveOut(
      body.media[0]?.node?.pointer ?? operation.pointer,
      'the body is not sent: no value was found for its schema',
    );
  }
  const { body: _, ...others } = operation;
  const known = parameters.filter((parameter) => !unknown.includes(parameter));
  return [{ ...(isLacking ? others : operation), parameters: known }];
}

function hasValue({ example, node }: Parameter, model: ApiModel): boolean {
  return example !== undefined || findSample(node, model) !== undefined;
}

function hasBody({ examples, node }: Media, model: ApiModel): boolean {
  return examples.length > 0 || node === undefined || findSample(node, model) !== undefined;
}
