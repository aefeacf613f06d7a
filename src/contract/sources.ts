/** The sources of path parameters: members of other operations' responses. */
import { once } from '../core/once.ts';
import { continuationOf, stemOf, toAbove } from '../model/paths-below.ts';
import type { ApiModel, ImpliedLink, Operation, Parameter } from '../model/types.ts';
import { changesNothing } from './reading-methods.ts';

/** The source of a path parameter: a member of another operation's response. */
export interface Source {
  readonly operation: Operation;
  /** JSON pointer in the body of that response. */
  readonly body: string;
  /** The parameter that gets the value. */
  readonly parameter: string;
  /** The path of the parameter. In other paths, a parameter with this name may have another meaning. */
  readonly path: string;
  /** The parameter as that path describes it. */
  readonly described?: Parameter;
  /** See `ImpliedLink`. */
  readonly isGuess?: true;
}

/** The source of the last path parameter in the path of an item. */
export function continuedSource(
  operation: Operation,
  { body, path, parameter, isGuess }: Omit<ImpliedLink, 'degree'>,
  model: ApiModel,
): Source {
  const described = parameterAt(path, parameter, model);
  return { operation, body, path, parameter, ...(described && { described }), ...(isGuess && { isGuess }) };
}

/** Whether a source names an item of what its operation is about: one that it lists or creates, and not a resource that is related to it. */
export function isOfOwnItem({ operation, path, parameter }: Source): boolean {
  const continuation = continuationOf(stemOf(path));
  return continuation?.parameter === parameter && continuation.above === toAbove(operation.path);
}

/**
 * Whether a source provides the value of a parameter. In longer paths, a source without a link replaces an example only if both
 * parameters are one: a reference to it, or the same example and schema again.
 */
export function isSourceOf(source: Source, parameter: Parameter, operation: Operation): boolean {
  if (source.isGuess && (!changesNothing(operation) || parameter.example !== undefined)) return false;
  if (source.parameter !== parameter.name) return false;
  if (operation.path === source.path) return true;
  const { described } = source;
  const isFree = parameter.example === undefined || (described !== undefined && isSameAs(parameter, described));
  return isFree && operation.path.startsWith(`${stemOf(source.path)}/`);
}

function isSameAs({ node, example }: Parameter, other: Parameter): boolean {
  if (node.pointer === other.node.pointer) return true;
  return JSON.stringify([example, node.schema]) === JSON.stringify([other.example, other.node.schema]);
}

/** The path parameter of the first operation at a path. */
export function parameterAt(path: string, parameter: string, model: ApiModel): Parameter | undefined {
  const operation = firstByPath(model).get(path);
  return operation?.parameters.find(({ in: place, name }) => place === 'path' && name === parameter);
}

const firstByPath = once(
  ({ operations }: ApiModel) => new Map(operations.toReversed().map((operation) => [operation.path, operation])),
);
