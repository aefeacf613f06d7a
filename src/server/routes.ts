import { tryDecode } from '../core/url-text.ts';
import type { Method } from '../model/methods.ts';
import { wirePath } from '../model/path-template.ts';
import type { Operation } from '../model/types.ts';

/** The operations of one path template, fragment and all, and the segments that a path must match. */
export interface Route {
  readonly template: string;
  readonly segments: readonly Segment[];
  readonly operations: ReadonlyMap<Method, Operation>;
}

/** One segment of a template: text, or a pattern that captures the parameters it names. */
type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'pattern';
      /** The ways to divide a segment among its parameters: the first as short as possible, then as long. */
      readonly patterns: readonly [RegExp, ...RegExp[]];
      readonly names: readonly string[];
      readonly whole: boolean;
    };

/** Path parameters by name; `undefined` where the percent-encoding is broken. */
export type PathValues = ReadonlyMap<string, string | undefined>;

/** Path parameters by name, as they were sent. */
export type RawValues = ReadonlyMap<string, string>;

export type Found =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly values: PathValues;
      readonly raw: RawValues;
    }
  | { readonly kind: 'wrong-method'; readonly operations: readonly Operation[]; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

/** All paths of a description, concrete ones first, each behind the base path of its server. https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching */
export function toRoutes(
  operations: readonly Operation[],
  basePathOf: (operation: Operation) => string = () => '',
): Route[] {
  const templateOf = (operation: Operation) => basePathOf(operation) + operation.path;
  const templates = [...new Set(operations.map(templateOf))];
  return templates
    .map((template) => ({
      template,
      segments: wirePath(template).split('/').map(toSegment),
      operations: new Map(
        operations.filter((one) => templateOf(one) === template).map((operation) => [operation.method, operation]),
      ),
    }))
    .sort((a, b) => (looseness(a) < looseness(b) ? -1 : 1));
}

/**
 * The operation of a request. `path` begins with the base path of `toRoutes`, percent-encoded as it was sent. Of operations at one path,
 * it is that which the request fits best.
 */
export function findOperation(
  routes: readonly Route[],
  method: string,
  path: string,
  fitOf: (operation: Operation, raw: RawValues) => number = () => 0,
): Found {
  const parts = path.split('/').map((raw) => ({ raw, text: tryDecode(raw) }));
  const matches = routes.flatMap((route) => {
    return matchesOf(route, parts).map((found) => ({ route, ...found }));
  });
  if (matches.length === 0) return { kind: 'unknown' };
  const found = matches.flatMap(({ route, values, raw }) => {
    const operation = operationFor(route, method);
    return operation ? [{ kind: 'operation' as const, operation, values, raw, path: wirePath(route.template) }] : [];
  });
  const [first, ...others] = found.filter(({ path: own }) => own === found[0]?.path);
  if (first) {
    if (others.length === 0) return first;
    const fits = new Map([first, ...others].map((one) => [one, fitOf(one.operation, one.raw)]));
    return others.reduce((best, one) => ((fits.get(one) ?? 0) > (fits.get(best) ?? 0) ? one : best), first);
  }
  const operations = matches.flatMap(({ route }) => [...route.operations.values()]);
  return { kind: 'wrong-method', operations, allow: allowedMethods(operations) };
}

/** The methods of operations, for the header `Allow`. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.1 */
export function allowedMethods(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations.map(({ method }) => method.toUpperCase()).flatMap(withHead))];
}

/** GET serves HEAD too. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2 */
function operationFor(route: Route, method: string): Operation | undefined {
  const wanted = [...route.operations.values()].find((operation) => operation.method === method.toLowerCase());
  return wanted ?? (method === 'HEAD' ? route.operations.get('get') : undefined);
}

function withHead(method: string): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

function toSegment(template: string): Segment {
  const names: string[] = [];
  const parts = template.split(/(\{[^{}]+\})/).map((part) => {
    if (!/^\{.+\}$/.test(part)) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    names.push(part.slice(1, -1));
    return undefined;
  });
  if (names.length === 0) return { kind: 'text', text: tryDecode(template) ?? template };
  const withAny = (any: string) => new RegExp(`^${parts.map((part) => part ?? any).join('')}$`, 's');
  const whole = parts.every((part) => part === undefined || part === '');
  const patterns = [withAny('(.+?)'), ...(names.length > 1 ? [withAny('(.+)')] : [])] as const;
  return { kind: 'pattern', patterns, names, whole };
}

/** A sort key for templates: in each segment, text comes before text with parameters, and that before a parameter alone. */
function looseness(route: Route): string {
  return route.segments.map((segment) => (segment.kind === 'text' ? '0' : segment.whole ? '2' : '1')).join('');
}

interface Part {
  readonly raw: string;
  readonly text: string | undefined;
}

interface Matched {
  readonly values: PathValues;
  readonly raw: RawValues;
}

/** The ways in which a path matches a route: more than one only where a segment can be divided in two ways. */
function matchesOf(route: Route, parts: readonly Part[]): readonly Matched[] {
  const first = matchRoute(route, parts, 0);
  const isOpen = route.segments.some((segment) => segment.kind === 'pattern' && segment.patterns.length > 1);
  const second = first && isOpen ? matchRoute(route, parts, 1) : undefined;
  return [first, second].filter((one) => one !== undefined);
}

/** `way`: which of the patterns of each segment. */
function matchRoute(route: Route, parts: readonly Part[], way: number): Matched | undefined {
  if (parts.length !== route.segments.length) return undefined;
  const values = new Map<string, string | undefined>();
  const raw = new Map<string, string>();
  for (const [index, segment] of route.segments.entries()) {
    const part = parts[index];
    if (!part) return undefined;
    if (segment.kind === 'text') {
      if (segment.text !== part.text) return undefined;
      continue;
    }
    const captured = (segment.patterns[way] ?? segment.patterns[0]).exec(part.text ?? part.raw);
    if (!captured) return undefined;
    for (const [position, name] of segment.names.entries()) {
      const text = captured[position + 1] ?? '';
      values.set(name, part.text === undefined ? undefined : text);
      // Beside other text, a value is matched decoded.
      raw.set(name, segment.whole ? part.raw : encodeURIComponent(text).replaceAll('%2C', ','));
    }
  }
  return { values, raw };
}
