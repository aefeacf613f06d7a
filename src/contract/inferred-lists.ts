/**
 * What follows from lists that were inferred. It is less than from declared ones: only what no correct server can break is asked,
 * and no request asks for what the description does not show to be valid.
 */
import { toPointer } from '../core/pointer.ts';
import { toSlug } from '../core/words.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { isReserved } from './variable-names.ts';

/** Where a path parameter gets its value: a member of another operation's answer. */
export interface Source {
  readonly operation: Operation;
  readonly variable: string;
  /** JSON pointer in the body of that answer. */
  readonly body: string;
  /** The parameter that it is meant for. */
  readonly parameter: string;
  /** Only where it is inferred: the path that it is meant for. Parameters of that name elsewhere may mean another thing. */
  readonly path?: string;
  /** And where the schema of that parameter stands. */
  readonly schema?: string;
}

/** The id of the first item, for the path that leads to one item. */
export function inferredSources(operation: Operation, list: ListMeaning, model: ApiModel): readonly Source[] {
  const item = model.operations.find((candidate) => addedParameter(operation.path, candidate) !== undefined);
  const parameter = item && addedParameter(operation.path, item);
  if (!item || parameter === undefined) return [];
  const { path } = item;
  const schema = item.parameters.find(({ in: place, name }) => place === 'path' && name === parameter)?.node.pointer;
  const variable = isTaken(parameter, path, model)
    ? `${toSlug(operation.path)}-${toSlug(parameter)}`.replaceAll('-', '_')
    : parameter;
  return [
    {
      operation,
      variable,
      body: `${list.items}${toPointer([0])}${list.id}`,
      path,
      parameter,
      ...(schema !== undefined && { schema }),
    },
  ];
}

/**
 * Whether a source gives the value of a parameter. One that is inferred replaces no example of a path that only begins like its
 * own, unless it is the very same parameter.
 */
export function isSourceOf(source: Source, parameter: Parameter, operation: Operation): boolean {
  if (source.path === undefined) return source.parameter === parameter.name;
  if (source.parameter !== parameter.name) return false;
  if (operation.path === source.path) return true;
  const isFree = parameter.example === undefined || parameter.node.pointer === source.schema;
  return isFree && operation.path.startsWith(`${source.path}/`);
}

/** `/orders/{id}` adds `id` to `/orders`. */
function addedParameter(listPath: string, { path }: Operation): string | undefined {
  if (!path.startsWith(`${listPath}/`)) return undefined;
  return /^\{([^{}]+)\}$/.exec(path.slice(listPath.length + 1))?.[1];
}

/** Whether a name means something else already: a parameter of another path, or a credential. */
function isTaken(name: string, itemPath: string, model: ApiModel): boolean {
  const isElsewhere = model.operations.some(
    ({ path, parameters }) =>
      path !== itemPath &&
      !path.startsWith(`${itemPath}/`) &&
      parameters.some((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  return isElsewhere || isReserved(name, model);
}
