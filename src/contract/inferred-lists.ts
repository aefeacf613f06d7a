/**
 * What follows from lists that were inferred. It is less than from declared ones: only what no correct server can break is asked,
 * and no request asks for what the description does not show to be valid.
 */
import { toPointer } from '../core/pointer.ts';
import { toSlug } from '../core/words.ts';
import type { ApiModel, ListMeaning, Operation, Parameter } from '../model/types.ts';
import type { ItemOfList } from '../rules/request.ts';

/** Where a path parameter gets its value: a member of another operation's answer. */
export interface Source {
  readonly operation: Operation;
  readonly variable: string;
  /** JSON pointer in the body of that answer. */
  readonly body: string;
  /** Only where it is inferred: the path, and its parameter, that it is meant for. Others of that name may mean another thing. */
  readonly path?: string;
  readonly parameter?: string;
}

/** The inferred list to which the item of an operation belongs. */
export function inferredItemOf(operation: Operation, model: ApiModel): ItemOfList | undefined {
  if (operation.method !== 'get') return undefined;
  for (const { list, path } of model.operations) {
    const parameter = list?.origin === 'inferred' ? addedParameter(path, operation) : undefined;
    if (list && parameter !== undefined) return { list, parameter };
  }
  return undefined;
}

/** The id of the first item, for the path that leads to one item. */
export function inferredSources(operation: Operation, list: ListMeaning, model: ApiModel): readonly Source[] {
  const item = model.operations.find((candidate) => addedParameter(operation.path, candidate) !== undefined);
  const parameter = item && addedParameter(operation.path, item);
  if (!item || parameter === undefined) return [];
  const { path } = item;
  const variable = isTaken(parameter, path, model)
    ? `${toSlug(operation.path)}-${toSlug(parameter)}`.replaceAll('-', '_')
    : parameter;
  return [{ operation, variable, body: `${list.items}${toPointer([0])}${list.id}`, path, parameter }];
}

/** Whether a source gives the value of a parameter. One that is inferred replaces no example of a path that only begins like its own. */
export function isSourceOf(source: Source, parameter: Parameter, operation: Operation): boolean {
  if (source.path === undefined) return source.variable === parameter.name;
  if (source.parameter !== parameter.name) return false;
  return (
    operation.path === source.path || (parameter.example === undefined && operation.path.startsWith(`${source.path}/`))
  );
}

/** `/orders/{id}` adds `id` to `/orders`. */
function addedParameter(listPath: string, { path }: Operation): string | undefined {
  if (!path.startsWith(`${listPath}/`)) return undefined;
  return /^\{([^{}]+)\}$/.exec(path.slice(listPath.length + 1))?.[1];
}

/** Variables of every collection. */
const OWN = ['base_url', 'token_url', 'access_token', 'client_id', 'client_secret', 'username', 'password'];

/** Whether a name means something else already: a parameter of another path, or a credential. */
function isTaken(name: string, itemPath: string, { operations, securitySchemes }: ApiModel): boolean {
  const isElsewhere = operations.some(
    ({ path, parameters }) =>
      path !== itemPath &&
      !path.startsWith(`${itemPath}/`) &&
      parameters.some((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  return isElsewhere || OWN.includes(name) || securitySchemes.some((scheme) => scheme.name === name);
}
