import type { ApiModel, Operation } from '../model/types.ts';
import { findList } from './find-list.ts';
import { inferCauses } from './infer-causes.ts';
import { type Inferring, inferList, linkNote } from './infer-list.ts';
import { inferNeeds } from './infer-needs.ts';
import { inferShownId } from './infer-shown-id.ts';
import { withSizes } from './infer-sizes.ts';
import type { Convention, Doubt, Inferred, Proposal } from './inference.ts';

/**
 * Infer what a model means beyond what its description declares. Meanings by convention are added to the model, with that
 * degree; meanings from names and prose are only proposed.
 *
 * Nothing is inferred for operations with `x-list` or responses with `x-cause`, whatever their value.
 */
export function inferMeaning(model: ApiModel, { proposing = true }: Inferring = {}): Inferred {
  const conventions: Convention[] = [];
  const proposals: Proposal[] = [];
  const doubts: Doubt[] = [];
  const operations = model.operations.map(withNeeds).map((operation): Operation => {
    const found = operation.list || operation.noList ? undefined : findList(model, operation);
    if (!found) return withShownId(operation, model, conventions);
    const { convention, impliedLink, notes } = inferList(found, { proposing });
    for (const { kind, ...note } of notes) {
      if (kind === 'convention') conventions.push({ operation: operation.id, ...note, deny: 'x-list: false' });
      else if (kind === 'left-out') doubts.push({ operation: operation.id, ...note });
      else {
        const repeats = kind === 'repeated' && { repeats: true as const };
        proposals.push({ operation: operation.id, pointer: operation.pointer, declare: {}, ...note, ...repeats });
      }
    }
    if (!impliedLink) return withShownId({ ...operation, ...(convention && { list: convention }) }, model, conventions);
    return { ...operation, ...(convention && { list: convention }), impliedLink };
  });
  return {
    model: { ...model, operations: operations.map((operation) => withSizes(operation, model)) },
    conventions,
    proposals: proposing ? [...proposals, ...inferCauses(model)] : [],
    doubts,
  };
}

/** A guess is no convention: nothing of it is asserted. */
function withShownId(operation: Operation, model: ApiModel, conventions: Convention[]): Operation {
  const impliedLink =
    operation.list?.degree === 'declared' || operation.noList ? undefined : inferShownId(operation, model);
  if (!impliedLink) return operation;
  if (!impliedLink.isGuess) {
    const { kind: _, ...note } = linkNote(impliedLink, operation, model.operations);
    conventions.push({ operation: operation.id, ...note, deny: 'x-list: false' });
  }
  return { ...operation, impliedLink };
}

function withNeeds(operation: Operation): Operation {
  const needsMore = inferNeeds(operation);
  return needsMore === undefined ? operation : { ...operation, needsMore };
}
