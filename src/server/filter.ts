import { fromPointer, valueAt } from '../core/pointer.ts';
import { type ListRequest, queryParameter } from './list-request.ts';
import { typesOf } from './schema-members.ts';

/** A member of an item, and the texts of which it must equal one. */
export interface Condition {
  readonly path: readonly string[];
  readonly texts: readonly string[];
}

/**
 * The conditions that a query sets. All must hold, those of a repeated parameter too; of a parameter that is an array, each
 * element is a value that will do.
 */
export function toConditions(request: ListRequest): Condition[] {
  const { list, operation, model, url } = request;
  const described = new Set(operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name));
  for (const scheme of model.securitySchemes) {
    if (scheme.kind === 'api-key' && scheme.in === 'query') described.add(scheme.parameter);
  }
  const names = [...new Set(url.searchParams.keys())];
  return names.flatMap((name): Condition[] => {
    const given = url.searchParams.getAll(name);
    const filter = list.filters.find(({ parameter }) => parameter === name);
    if (filter) {
      const path = fromPointer(filter.member);
      const parameter = queryParameter(request, name);
      const isArray = parameter !== undefined && typesOf(parameter.node.schema, model).has('array');
      if (isArray) return [{ path, texts: given.flatMap((text) => text.split(',')) }];
      return given.map((text) => ({ path, texts: [text] }));
    }
    if (list.anyFilter === undefined || described.has(name)) return [];
    return given.map((text) => ({ path: name.split('.'), texts: [text] }));
  });
}

/** Whether an item has a member of that value. What is missing, null or no scalar never matches. */
export function matches(item: unknown, { path, texts }: Condition): boolean {
  return membersAt(item, path).some((value) => texts.some((text) => isSpelled(value, text)));
}

/** A number is the same however it is written: `1.50` is 1.5. */
function isSpelled(value: unknown, text: string): boolean {
  if (typeof value === 'number') return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number(text) === value;
  return (typeof value === 'string' || typeof value === 'boolean') && String(value) === text;
}

/** All values at a path: an array on the way stands for each of its elements. */
function membersAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => membersAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  const member = valueAt(value, [name]);
  return member === undefined ? [] : membersAt(member, rest);
}
