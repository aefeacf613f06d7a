import type { ApiModel, Parameter } from '../model/types.ts';
import { unknownId } from '../schema/unknown-id.ts';
import { toText } from './serialize.ts';

/**
 * An id that no resource need have, in the form of the parameter's example; `undefined` if its schema allows none. What may write has
 * another one than what reads.
 */
export function madeUpId(
  { node, example }: Parameter,
  model: ApiModel,
  use: 'read' | 'written',
): ReturnType<typeof unknownId> {
  return unknownId(node, example === undefined ? undefined : toText(example), model, use);
}
