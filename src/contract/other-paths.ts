/** Paths that may be those of another operation. https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching */
import { once } from '../core/once.ts';
import type { Method } from '../model/methods.ts';
import { wirePath } from '../model/path-template.ts';
import type { ApiModel, LeftOutOperation, Operation } from '../model/types.ts';

/** All operations that a server has by its description, also those that are left out here. */
export function documentedOperations({ operations, leftOut, outside }: ApiModel): readonly LeftOutOperation[] {
  return [...operations, ...leftOut, ...outside];
}

/**
 * Whether a router may take a path with this value for that of another operation: `/media/1.5` is also `/media/{id}.{extension}`. What a
 * server answers there says nothing of the value.
 */
export function mayBeOther(text: string, { path, method }: Operation, name: string, model: ApiModel): boolean {
  const own = wirePath(path);
  const segments = own.split('/');
  const at = segments.findIndex((segment) => segment.includes(`{${name}}`));
  const sent = segments[at]?.replace(`{${name}}`, () => text).replace(/\{[^{}]*\}/g, 'x');
  if (sent === undefined) return false;
  const others = segmentsOf(model).get(around(segments, at)) ?? [];
  return others.some(
    (one) => one.path !== own && matches(sent, one.segment) && (!one.isWhole || one.methods.has(method)),
  );
}

interface OtherSegment {
  readonly path: string;
  readonly segment: string;
  /** It is nothing but a parameter. If the methods differ, the two are one path, with two names of its parameter. */
  readonly isWhole: boolean;
  readonly methods: Set<Method>;
}

/** The segments with parameters of all documented paths, by what is around them. */
const segmentsOf = once((model: ApiModel): ReadonlyMap<string, readonly OtherSegment[]> => {
  const found = new Map<string, OtherSegment[]>();
  const byPath = new Map<string, Set<Method>>();
  for (const { path, method } of documentedOperations(model)) {
    const wire = wirePath(path);
    byPath.set(wire, (byPath.get(wire) ?? new Set()).add(method));
  }
  for (const [path, methods] of byPath) {
    const segments = path.split('/');
    for (const [at, segment] of segments.entries()) {
      if (!segment.includes('{')) continue;
      const key = around(segments, at);
      const isWhole = /^\{[^{}]*\}$/.test(segment);
      const others = found.get(key) ?? [];
      others.push({ path, segment, isWhole, methods });
      found.set(key, others);
    }
  }
  return found;
});

/** The other segments of a path, whatever their parameters are called. */
function around(segments: readonly string[], at: number): string {
  return segments.map((segment, index) => (index === at ? '*' : segment.replace(/\{[^{}]*\}/g, '{}'))).join('/');
}

/** Whether a text fits a segment: it has its texts in their order, and something for each parameter. */
function matches(text: string, segment: string): boolean {
  const parts = segment.split(/\{[^{}]*\}/);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from + 1);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.endsWith(last) && text.length - last.length > from;
}
