import { tryDecode } from '../core/url-text.ts';
import type { Method } from '../model/methods.ts';
import type { Operation } from '../model/types.ts';

/** The operations of one path template, and the segments that a path must match. */
export interface Route {
  readonly template: string;
  readonly segments: readonly Segment[];
  readonly operations: ReadonlyMap<Method, Operation>;
}

/** One segment of a template: text, or a pattern that captures the parameters it names. */
type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly names: readonly string[]; readonly whole: boolean };

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
      segments: template.split('/').map(toSegment),
      operations: new Map(
        operations.filter((one) => templateOf(one) === template).map((operation) => [operation.method, operation]),
      ),
    }))
    .sort((a, b) => (looseness(a) < looseness(b) ? -1 : 1));
}

/** The operation of a request. `path` begins with the base path of `toRoutes`, percent-encoded as it was sent. */
export function findOperation(routes: readonly Route[], method: string, path: string): Found {
  const parts = path.split('/').map((raw) => ({ raw, text: tryDecode(raw) }));
  const matches = routes.flatMap((route) => {
    const found = matchRoute(route, parts);
    return found ? [{ route, ...found }] : [];
  });
  if (matches.length === 0) return { kind: 'unknown' };
  for (const { route, values, raw } of matches) {
    const operation = operationFor(route, method);
    if (operation) return { kind: 'operation', operation, values, raw };
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
  const pattern = template
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!/^\{.+\}$/.test(part)) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '(.+?)';
    })
    .join('');
  if (names.length === 0) return { kind: 'text', text: tryDecode(template) ?? template };
  return { kind: 'pattern', pattern: new RegExp(`^${pattern}$`, 's'), names, whole: pattern === '(.+?)' };
}

/** A sort key for templates: in each segment, text comes before text with parameters, and that before a parameter alone. */
function looseness(route: Route): string {
  return route.segments.map((segment) => (segment.kind === 'text' ? '0' : segment.whole ? '2' : '1')).join('');
}

interface Part {
  readonly raw: string;
  readonly text: string | undefined;
}

function matchRoute(
  route: Route,
  parts: readonly Part[],
): { readonly values: PathValues; readonly raw: RawValues } | undefined {
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
    const captured = segment.pattern.exec(part.text ?? part.raw);
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
