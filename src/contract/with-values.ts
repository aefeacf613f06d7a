/** What can be sent: each required parameter and body needs a value that satisfies its schema. */
import { contentKind } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import { decoded } from '../core/url-text.ts';
import { toList } from '../core/words.ts';
import { wirePath } from '../model/path-template.ts';
import type { ApiModel, Operation, Parameter, RequestBody } from '../model/types.ts';
import { requiredMembers } from '../schema/members.ts';
import { findSample } from '../schema/sample.ts';
import { whyNotSent } from './example-value.ts';
import { bodyOf, isUnsendable } from './request-body.ts';
import { withoutSharedNames } from './shared-names.ts';
import { isLostInPath } from './unsendable.ts';

/** The model without what no valid value was found for, and a notice for each part that is left out. */
export function withValues(model: ApiModel): { readonly model: ApiModel; readonly notices: readonly Notice[] } {
  const notices: Notice[] = [];
  const operations = model.operations.flatMap((operation) => sendable(operation, model, notices));
  const isSame = operations.every((operation, index) => operation === model.operations[index]);
  return { model: isSame && operations.length === model.operations.length ? model : { ...model, operations }, notices };
}

function sendable(operation: Operation, model: ApiModel, notices: Notice[]): Operation[] {
  const { body } = operation;
  const unknown = operation.parameters.filter((parameter) => !hasValue(parameter, model));
  const isLacking = body !== undefined && body.media.length > 0 && !bodyOf(operation, model);
  const [needed] = unknown.filter(({ required }) => required);
  const why = needed
    ? `no value was found that satisfies the schema of its required ${needed.in} parameter "${needed.name}"`
    : body?.required && (isLacking || body.media.length === 0)
      ? whyNoBody(body, model, 'the schema of its required body')
      : whyNoUrl(operation, model);
  const distinct = why === undefined ? withoutSharedNames(operation, model) : { why };
  if ('why' in distinct) {
    const message = `the operation has no request: ${distinct.why}`;
    notices.push({ kind: 'left-out', message, pointer: operation.pointer });
    return [];
  }
  notices.push(...distinct.notices);
  const named =
    distinct.parameters === operation.parameters ? operation : { ...operation, parameters: distinct.parameters };
  const withParameters = unknown.length === 0 ? named : withoutParameters(named, unknown, notices);
  return [isLacking ? withoutBody(withParameters, body, model, notices) : withParameters];
}

/** Why a request cannot say what its parameters or its path are. */
function whyNoUrl(operation: Operation, model: ApiModel): string | undefined {
  const [, ...segments] = wirePath(operation.path).split('/');
  const dots = segments.find((segment) => segment !== '' && isLostInPath(decoded(segment)));
  if (dots !== undefined) return `clients remove the segment "${dots}" from its path`;
  const required = operation.parameters.filter((parameter) => parameter.required);
  return required.map((parameter) => whyNotSent(parameter, operation, model)).find((why) => why !== undefined);
}

function withoutParameters(operation: Operation, unknown: readonly Parameter[], notices: Notice[]): Operation {
  for (const { name, node } of unknown) {
    const message = `the parameter "${name}" is not sent: no value was found that satisfies its schema`;
    notices.push({ kind: 'left-out', message, pointer: node.pointer });
  }
  return { ...operation, parameters: operation.parameters.filter((parameter) => !unknown.includes(parameter)) };
}

function withoutBody(
  { body: _body, ...operation }: Operation,
  body: RequestBody,
  model: ApiModel,
  notices: Notice[],
): Operation {
  const pointer = body.media[0]?.node?.pointer ?? operation.pointer;
  notices.push({ kind: 'left-out', message: `the body is not sent: ${whyNoBody(body, model, 'its schema')}`, pointer });
  return operation;
}

function hasValue({ example, node }: Parameter, model: ApiModel): boolean {
  return example !== undefined || findSample(node, model) !== undefined;
}

/** Why a body cannot be sent. `schema`: how the sentence calls its schema. */
function whyNoBody({ media }: RequestBody, model: ApiModel, schema: string): string {
  if (media.length === 0) return 'nothing says what its required body is';
  const unknown = media.filter(
    ({ examples, node }) => examples.length === 0 && node && findSample(node, model) === undefined,
  );
  if (unknown.length === media.length) return `no value was found that satisfies ${schema}`;
  const [unnamed] = media.flatMap(({ node, type }) => {
    const kind = contentKind(type) === 'form' ? 'form' : 'multipart';
    return (node ? requiredMembers(model, node) : []).filter((name) => isUnsendable(name, kind));
  });
  if (unnamed !== undefined) return `no client can write the name "${unnamed}", which a form needs`;
  if (media.every(({ type }) => contentKind(type) === 'multipart'))
    return 'no member of its form can be sent, and clients send no form in parts without one';
  return `nothing says how ${toList(media.map(({ type }) => type))} holds what its schema describes`;
}
