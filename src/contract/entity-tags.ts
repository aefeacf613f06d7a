/**
 * The entity tag that an earlier response showed, as the condition of a write: many servers take no `*`.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
import { once } from '../core/once.ts';
import { toSlug } from '../core/words.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { Argument, Capture } from '../rules/request.ts';
import { requiredArguments } from './arguments.ts';
import { createdByOperation } from './created.ts';
import { changesNothing, itemFor } from './reading-methods.ts';
import { toVariableName } from './variable-names.ts';

/** An item whose entity tag is sent, and what each operation says of it. */
interface Tagged {
  readonly variable: string;
  /** `shown`: its response has the entity tag. `lost`: the item has another one then, which nothing shows. */
  readonly saidBy: ReadonlyMap<Operation, 'shown' | 'lost'>;
}

/** The arguments with the entity tag that an earlier response showed, where `*` would be sent. */
export function withEntityTag(
  given: readonly Argument[],
  operation: Operation,
  model: ApiModel,
  item: 'listed' | 'created',
): readonly Argument[] {
  const tagged = taggedItems(model).get(itemKey(operation, model, item));
  if (!tagged || !given.some(isAnyTag)) return given;
  const value = { kind: 'variable', name: tagged.variable, initial: ANY } as const;
  return given.map((argument) => (isAnyTag(argument) ? { ...argument, value } : argument));
}

/** What later conditions need of a response. */
export function tagCaptures(operation: Operation, model: ApiModel): readonly Capture[] {
  return [...taggedItems(model).values()].flatMap(({ variable, saidBy }): Capture[] => {
    const said = saidBy.get(operation);
    return said ? [{ kind: 'entity-tag', variable, isShown: said === 'shown' }] : [];
  });
}

/** The sample of If-Match, which is right for any entity tag. */
const ANY = '*';

function isAnyTag({ in: place, name, enabled, value }: Argument): boolean {
  return (
    place === 'header' && enabled && name.toLowerCase() === 'if-match' && value.kind === 'text' && value.text === ANY
  );
}

/** The items of conditional writes, by their paths and ids. */
const taggedItems = once((model: ApiModel): ReadonlyMap<string, Tagged> => {
  const found = new Map<string, Tagged>();
  for (const operation of model.operations) {
    const item = itemFor(operation);
    const key = itemKey(operation, model, item);
    if (found.has(key) || changesNothing(operation)) continue;
    if (!requiredArguments(operation, model, item).some(isAnyTag)) continue;
    const saidBy = sayings(operation, key, model);
    const variable = toVariableName(`etag_of_${toSlug(operation.path).replaceAll('-', '_')}`, model);
    if ([...saidBy.values()].includes('shown')) found.set(key, { variable, saidBy });
  }
  return found;
});

/** The path of an item, with what stands in it. */
function itemKey(operation: Operation, model: ApiModel, item: 'listed' | 'created'): string {
  const ids = requiredArguments(operation, model, item).filter(({ in: place }) => place === 'path');
  return JSON.stringify([operation.path, ...ids.map(({ name, value }) => [name, value])]);
}

/**
 * What creates the item, reads it, and changes it. A success has the entity tag of what it leaves behind:
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.8
 */
function sayings(write: Operation, key: string, model: ApiModel): ReadonlyMap<Operation, 'shown' | 'lost'> {
  const ids = requiredArguments(write, model, 'created');
  const isOfCreated = (variable: string) =>
    ids.some(({ value }) => value.kind === 'variable' && value.created && value.name === variable);
  const said = new Map<Operation, 'shown' | 'lost'>();
  for (const operation of model.operations) {
    const created = createdByOperation(model).get(operation);
    const isMaking = created?.path === write.path && isOfCreated(created.variable);
    const isThere = operation.path === write.path && itemKey(operation, model, itemFor(operation)) === key;
    if (!isMaking && !(isThere && operation.method !== 'delete')) continue;
    if (showsTag(operation)) said.set(operation, 'shown');
    else if (isMaking || !changesNothing(operation)) said.set(operation, 'lost');
  }
  return said;
}

/** Only what is described: some frameworks send an entity tag of their own, which no condition is about. */
function showsTag({ responses }: Operation): boolean {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return successes.some(({ headers }) => headers.some(({ name }) => name.toLowerCase() === 'etag'));
}
