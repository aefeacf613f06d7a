import { fromPointer } from '../core/pointer.ts';
import { mayBeDigits } from '../infer/same-values.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { jsonOf } from '../rules/answers.ts';
import { itemsOf, memberAt } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { type UnknownId, unknownId } from '../schema/unknown-id.ts';
import { keywordOf } from '../schema/walk.ts';
import { chosenSources } from './chosen-sources.ts';
import { toText } from './serialize.ts';

/**
 * An id that no resource need have, in the form of the parameter's example, or of the UUIDs or the numbers that responses show; `undefined`
 * if its schema allows none. What may write has another one than what reads.
 */
export function madeUpId(
  parameter: Parameter,
  operation: Operation,
  model: ApiModel,
  use: 'read' | 'written',
): UnknownId | undefined {
  const { node, example } = parameter;
  const id = unknownId(node, example === undefined ? undefined : toText(example), model, use);
  const isFree = ['format', 'pattern', 'maxLength'].every((keyword) => keywordOf(model, node, keyword) === undefined);
  const shown = id && !id.hasValidForm && isFree ? shownForm(parameter, operation, model) : undefined;
  const like = shown && unknownId(shown, undefined, model, use);
  // A server may take the UUIDs of one version alone.
  return like ? { ...like, hasValidForm: false } : id;
}

/**
 * The schema of the member whose value a parameter gets, where that is a UUID or a number: many descriptions say so of bodies alone. A number is read
 * as one before it is looked for, so that a text is refused for another reason.
 */
function shownForm(parameter: Parameter, operation: Operation, model: ApiModel): SchemaNode | undefined {
  const source = chosenSources(operation, model, 'listed').get(parameter);
  if (!source) return undefined;
  const pointer = source.from.kind === 'listed' ? source.from.source.body : source.from.item.body;
  const success = source.operation.responses.find(({ status }) => status.startsWith('2'));
  const body = success && jsonOf(success)?.node;
  const shown = body && pointer !== undefined ? nodeAt(body, fromPointer(pointer), model) : undefined;
  if (!shown) return undefined;
  if (mayBeDigits(model, parameter, { schema: shown })) return shown;
  return !source.isGuess && keywordOf(model, shown, 'format') === 'uuid' ? shown : undefined;
}

function nodeAt(node: SchemaNode, path: readonly string[], model: ApiModel): SchemaNode | undefined {
  const [name, ...others] = path;
  if (name === undefined) return node;
  const next = memberAt(model, node, [name])?.schema ?? itemsOf(model, node);
  return next && nodeAt(next, others, model);
}
