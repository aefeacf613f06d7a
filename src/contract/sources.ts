/** Where path parameters get their values: members of other operations' answers. */
import { toSlug } from '../core/words.ts';
import type { ApiModel, ImpliedLink, Operation, Parameter } from '../model/types.ts';
import { isReserved } from './variable-names.ts';

/** Where a path parameter gets its value: a member of another operation's answer. */
export interface Source {
  readonly operation: Operation;
  readonly variable: string;
  /** JSON pointer in the body of that answer. */
  readonly body: string;
  /** The parameter that it is meant for. */
  readonly parameter: string;
  /** Only where no link says it: the path that it is meant for. Parameters of that name elsewhere may mean another thing. */
  readonly path?: string;
  /** And where the schema of that parameter stands. */
  readonly schema?: string;
}

/** A value for the one path that continues that of an operation. */
export function continuedSource(
  operation: Operation,
  { body, path, parameter }: Pick<ImpliedLink, 'body' | 'path' | 'parameter'>,
  model: ApiModel,
): Source {
  const item = model.operations.find((candidate) => candidate.path === path);
  const schema = item?.parameters.find(({ in: place, name }) => place === 'path' && name === parameter)?.node.pointer;
  const variable = isTaken(parameter, path, model)
    ? `${toSlug(operation.path)}-${toSlug(parameter)}`.replaceAll('-', '_')
    : parameter;
  return { operation, variable, body, path, parameter, ...(schema !== undefined && { schema }) };
}

/**
 * Whether a source gives the value of a parameter. One that no link declares replaces no example of a path that only begins like its
 * own, unless it is the very same parameter.
 */
export function isSourceOf(source: Source, parameter: Parameter, operation: Operation): boolean {
  if (source.path === undefined) return source.parameter === parameter.name;
  if (source.parameter !== parameter.name) return false;
  if (operation.path === source.path) return true;
  const isFree = parameter.example === undefined || parameter.node.pointer === source.schema;
  return isFree && operation.path.startsWith(`${source.path}/`);
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
