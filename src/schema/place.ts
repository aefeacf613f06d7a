import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';

/**
 * A step from a value to a part of it. `sample` makes the part if the value lacks it, so that the result has one error only.
 * `alternative` stays at the same value and replaces it, for example by one that the second schema of `oneOf` accepts.
 */
export type Step = { readonly sample: () => Json } & (
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  /** The last element of at least two, to check that not only the first one is judged. */
  | { readonly kind: 'last'; readonly after: number }
  /** The first member that no other keyword names, or a new one. */
  | { readonly kind: 'other'; readonly than: readonly string[] }
  | { readonly kind: 'matching'; readonly pattern: string; readonly than: readonly string[] }
  | { readonly kind: 'alternative'; readonly number: number }
);

/** The location as part of a mutation's name: `/0/priority`. */
export function nameOfSteps(steps: readonly Step[]): string {
  return toPointer(
    steps.flatMap((step): (string | number)[] => {
      if (step.kind === 'member') return [step.name];
      if (step.kind === 'element') return [step.index];
      return step.kind === 'alternative' ? [] : [step.kind === 'last' ? 'last' : '*'];
    }),
  );
}

/** The part of a value at a location; a sample if it is missing. */
export function at(value: Json, steps: readonly Step[]): Json | undefined {
  let current: Json = value;
  for (const step of steps) {
    const key = keyOf(step, current);
    if (key === undefined) return undefined;
    current = step.kind === 'alternative' ? step.sample() : (memberOf(current, key) ?? step.sample());
  }
  return current;
}

/** A copy of the value with another part at a location. `undefined` if the location cannot exist in it. */
export function put(value: Json | undefined, steps: readonly Step[], part: Json): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return part;
  if (step.kind === 'alternative') return put(step.sample(), rest, part);
  const key = keyOf(step, value);
  if (key === undefined) return undefined;
  const inner = put(memberOf(value, key) ?? step.sample(), rest, part);
  if (inner === undefined) return undefined;
  if (typeof key === 'number') {
    const list: Json[] = Array.isArray(value) ? [...value] : [];
    // Fill up missing elements before this one with samples.
    while (list.length < key) list.push(step.sample());
    list[key] = inner;
    return list;
  }
  const record: Record<string, Json> = isRecord(value) ? (value as Record<string, Json>) : {};
  return Object.fromEntries([...Object.entries(record).filter(([other]) => other !== key), [key, inner]]);
}

function keyOf(step: Step, value: Json | undefined): string | number | undefined {
  const names = isRecord(value) ? Object.keys(value) : [];
  switch (step.kind) {
    case 'member':
      return step.name;
    case 'element':
      return step.index;
    case 'last':
      return Math.max(Array.isArray(value) ? value.length - 1 : 0, step.after + 1);
    case 'other':
      return names.find((name) => !step.than.includes(name)) ?? 'unheard-of';
    case 'matching':
      return [...names.filter((name) => !step.than.includes(name)), ...guesses(step.pattern)].find((name) =>
        new RegExp(step.pattern, 'u').test(name),
      );
    case 'alternative':
      return '';
  }
}

/** Candidate names for a pattern: its literal text, and names that common patterns allow. */
function guesses(pattern: string): readonly string[] {
  const text = pattern.replace(/[\^$]|\\(?=[^\w])|[.*+?].*$/g, '');
  return [text, `${text}a`, `${text}1`, 'name', 'NAME', 'en', 'a1', '1'];
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, Json>)[key];
}
