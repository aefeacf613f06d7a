/**
 * Pointers that go on behind a reference: `#/components/schemas/Order/properties/buyer/properties/name`, where `buyer` is a `$ref`. A JSON pointer
 * ends there, and most tools read it all the same.
 */
import { isRecord } from '../core/json.ts';

/** Where a path meets a reference on its way: how many of its names are behind it. `undefined`: nowhere, or it leads to a value. */
export function referenceOnTheWay(
  document: unknown,
  path: readonly string[],
): { readonly reference: string; readonly passed: number } | undefined {
  let value = document;
  for (const [passed, name] of path.entries()) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, name)) {
      const reference = isRecord(value) ? value['$ref'] : undefined;
      return typeof reference === 'string' ? { reference, passed } : undefined;
    }
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return undefined;
}

/** Whether a reference stands at a component or in one. Maps of these, and path items, get the content of theirs in their place. */
export function isInComponent([first]: readonly string[], passed: number): boolean {
  return passed >= (first === 'components' ? 3 : 2) && first !== 'paths';
}
