/**
 * Requests that may write and must be refused, such as a DELETE without a token. A server that does not refuse them executes them, so they
 * go to nothing that is somebody's: their path has an id that is made up, or that of an item which the collection created.
 */
import { makingPath, parameterBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { answersOf, isRefusalAnswer, isSuccessAnswer } from '../rules/answers.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { asMadeUp, requiredArguments } from './arguments.ts';
import { chosenSources } from './chosen-sources.ts';
import { madeUpId } from './made-up-id.ts';
import { changesNothing } from './reading-methods.ts';
import { stageOf } from './sending-order.ts';
import { text } from './serialize.ts';
import { toVariableName } from './variable-names.ts';

type Asked = Pick<ContractRequest, 'operation' | 'expected' | 'endpoint'>;

/** Whether a request may write, and every correct server refuses it. */
export function isRefusedWrite({ operation, expected, endpoint }: Asked): boolean {
  return endpoint === undefined && !changesNothing(operation) && !answersOf({ expected }).some(isSuccessAnswer);
}

/** Whether a request may write, and is most likely refused. */
export function isLikelyRefusedWrite({ operation, expected, endpoint }: Asked): boolean {
  return endpoint === undefined && !changesNothing(operation) && isRefusalAnswer(expected);
}

/** The arguments of a request, and whether they may name something that is there and that the collection did not create. */
export interface Harmless {
  readonly arguments: readonly Argument[];
  readonly mayHarm: boolean;
}

/**
 * The arguments with other ids in the path than those that a list, a link or an example shows. The last one is made up or created; before
 * it, an example may stay, since there is nothing below it. What the case itself has chosen stays. POST to a path without parameters
 * changes no item, and may at most create one.
 */
export function toHarmless(given: readonly Argument[], operation: Operation, model: ApiModel): Harmless {
  const usual = new Set(requiredArguments(operation, model).map((one) => JSON.stringify(one)));
  const ids = given
    .filter((one) => one.in === 'path')
    .toSorted((a, b) => placeOf(a, operation) - placeOf(b, operation));
  const known = ids.filter((one) => usual.has(JSON.stringify(one)));
  const others = toOthers(known, operation, model);
  const last = ids.findLastIndex((one) => !known.includes(one) || others.has(one));
  // What creates something changes nothing of what it is in.
  const isMaking =
    operation.method === 'post' && parameterBelow(makingPath(operation.path), model.operations) !== undefined;
  // `POST /orders/cancel` may name an order in its body.
  const isAction = stageOf(operation, model.operations) === 'end';
  const isSent = (one: Argument) => (ids.indexOf(one) === last && !isMaking) || one.value.kind === 'variable';
  return {
    arguments: given.map((one) => (isSent(one) && others.get(one)) || withoutSource(one)),
    mayHarm: last < 0 && !isMaking && (operation.method !== 'post' || ids.length > 0 || isAction),
  };
}

function placeOf({ name }: Argument, { path }: Operation): number {
  return path.indexOf(`{${name}}`);
}

/** What is sent instead of an id. Those that have no other value, such as one of an `enum`, are missing. */
function toOthers(known: readonly Argument[], operation: Operation, model: ApiModel): ReadonlyMap<Argument, Argument> {
  const sources = chosenSources(operation, model, 'created');
  const listed = chosenSources(operation, model, 'listed');
  const parameterOf = ({ name }: Argument) =>
    operation.parameters.find((one) => one.in === 'path' && one.name === name);
  const createdFor = (one: Argument) => {
    const parameter = parameterOf(one);
    const source = parameter?.style === 'simple' ? sources.get(parameter) : undefined;
    return source?.from.kind === 'created' ? source.from.item : undefined;
  };
  // A created order has no line that a list shows, so either all are created, or all are made up.
  const isCreated = known.every((one) => one.value.kind === 'text' || createdFor(one));
  return new Map(
    known.flatMap((one): [Argument, Argument][] => {
      const parameter = parameterOf(one);
      const id = parameter && madeUpId(parameter, operation, model, 'written');
      const source = isCreated ? createdFor(one) : undefined;
      // Ids of another form are known, and this one is none of them.
      const isOther = parameter !== undefined && listed.get(parameter)?.from.kind === 'listed' && !id?.hasValidForm;
      const form = isOther && { mayBeMalformed: true as const };
      if (source) {
        const name = toVariableName(`${source.variable}_or_made_up`, model);
        const initial = id?.text ?? '';
        const value = { kind: 'variable', name, initial, created: true, from: source.variable } as const;
        return [[one, asMadeUp({ ...one, value, ...form })]];
      }
      return id === undefined ? [] : [[one, asMadeUp({ ...one, value: text(id.text), ...form })]];
    }),
  );
}

/** An id of which no other can be made up: its example instead of what a list shows. */
function withoutSource(argument: Argument): Argument {
  if (argument.in !== 'path' || argument.value.kind !== 'variable') return argument;
  return asMadeUp({ ...argument, value: text(argument.value.initial) });
}
