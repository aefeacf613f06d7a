import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';

/** A member of an item, and the text it must equal. */
export interface Condition {
  readonly path: readonly string[];
  readonly text: string;
}

/** The conditions that a query sets. All must hold, those of a repeated parameter too. */
export function toConditions(
  list: ListMeaning,
  { query, operation, model }: { query: URLSearchParams; operation: Operation; model: ApiModel },
): Condition[] {
  const described = new Set(operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name));
  for (const scheme of model.securitySchemes) {
    if (scheme.kind === 'api-key' && scheme.in === 'query') described.add(scheme.parameter);
  }
  return [...query].flatMap(([name, text]): Condition[] => {
    const filter = list.filters.find(({ parameter }) => parameter === name);
    if (filter) return [{ path: fromPointer(filter.member), text }];
    return list.anyFilter !== undefined && !described.has(name) ? [{ path: name.split('.'), text }] : [];
  });
}

/** Whether an item has a member of that text. What is missing, null or no scalar never matches. */
export function matches(item: unknown, { path, text }: Condition): boolean {
  return membersAt(item, path).some(
    (value) => ['string', 'number', 'boolean'].includes(typeof value) && String(value) === text,
  );
}

/** All values at a path: an array on the way stands for each of its elements. */
function membersAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => membersAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  const member = valueAt(value, [name]);
  return member === undefined ? [] : membersAt(member, rest);
}
