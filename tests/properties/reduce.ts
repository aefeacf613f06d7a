/** Makes a description that breaks the law smaller, as long as it breaks it in the same way. */
import { isRecord } from '../../src/core/json.ts';
import { valueAt } from '../../src/core/pointer.ts';
import type { Members } from './description/making.ts';

/** Members without which a document is no longer valid, or a parameter another one. */
const KEPT = new Set([
  'openapi',
  'info',
  'paths',
  'responses',
  'name',
  'in',
  'required',
  'title',
  'version',
  'description',
]);

/**
 * The smallest description found that still breaks the law: parts are left out, the largest first, until no more can be or the time
 * is over.
 *
 * @param until When to end, in milliseconds as of `performance.now()`.
 */
export async function reduced(
  document: Members,
  isStillBroken: (document: Members) => Promise<boolean>,
  until: number,
): Promise<Members> {
  let smallest = document;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const path of partsOf(smallest)) {
      if (performance.now() > until) return smallest;
      const less = valueAt(smallest, path) === undefined ? undefined : without(smallest, path);
      if (less === undefined || !(await isStillBroken(less))) continue;
      smallest = less;
      isSmaller = true;
    }
  }
  return smallest;
}

/** The paths of all parts that may be left out. Those near the root are the largest. The last of an array come first, so that places stay. */
function partsOf(document: Members): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const visit = (value: unknown, path: readonly string[]) => {
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) {
        found.push([...path, String(index)]);
        visit(value[index], [...path, String(index)]);
      }
    } else if (isRecord(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (!KEPT.has(name)) found.push([...path, name]);
        visit(member, [...path, name]);
      }
    }
  };
  visit(document, []);
  return found.sort((a, b) => a.length - b.length);
}

function without<Value>(value: Value, [name, ...rest]: readonly string[]): Value {
  if (Array.isArray(value)) {
    const place = Number(name);
    return (rest.length === 0 ? value.toSpliced(place, 1) : value.with(place, without(value[place], rest))) as Value;
  }
  const entries = Object.entries(value as Members);
  const kept =
    rest.length === 0
      ? entries.filter(([key]) => key !== name)
      : entries.map(([key, member]) => [key, key === name ? without(member, rest) : member]);
  return Object.fromEntries(kept) as Value;
}
