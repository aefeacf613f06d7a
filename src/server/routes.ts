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
      /** Text, and `undefined` for each parameter. */
      readonly parts: readonly (string | undefined)[];
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
  const parts = template.split(/(\{[^{}]+\})/).flatMap((part): (string | undefined)[] => {
    if (!/^\{.+\}$/s.test(part)) return part === '' ? [] : [part];
    names.push(part.slice(1, -1));
    return [undefined];
  });
  if (names.length === 0) return { kind: 'text', text: tryDecode(template) ?? template };
  return { kind: 'pattern', parts, names, whole: parts.length === 1 };
}

/** The most ways to divide a segment that are tried. */
const MOST_WAYS = 100;

/** The ways to divide a text among the parameters of its segment: the first parameters as short as possible first. */
function* divisions(text: string, [part, ...rest]: readonly (string | undefined)[]): Generator<readonly string[]> {
  if (part === undefined && rest.length === 0) {
    if (text !== '') yield [text];
  } else if (part === undefined) {
    for (let end = 1; end <= text.length; end += 1) {
      for (const others of divisions(text.slice(end), rest)) yield [text.slice(0, end), ...others];
    }
  } else if (text.startsWith(part)) {
    if (rest.length > 0) yield* divisions(text.slice(part.length), rest);
    else if (text === part) yield [];
  }
}

/**
 * A sort key for templates: in each segment, text comes before text with parameters, and that before a parameter alone. Of two with
 * parameters, that with more text comes first: `{id}.schema.json` before `{id}.json`.
 */
function looseness(route: Route): string {
  return route.segments.map(loosenessOf).join('');
}

function loosenessOf(segment: Segment): string {
  if (segment.kind === 'text') return '0';
  if (segment.whole) return '2';
  const length = segment.parts.join('').length;
  return `1${String(MOST_TEXT - Math.min(length, MOST_TEXT)).padStart(4, '0')}`;
}

/** The longest text of a segment by which templates are sorted. */
const MOST_TEXT = 9999;

interface Part {
  readonly raw: string;
  readonly text: string | undefined;
}

interface Matched {
  readonly values: PathValues;
  readonly raw: RawValues;
}

/** The ways in which a path matches a route: more than one only where a segment can be divided in several. */
function matchesOf(route: Route, parts: readonly Part[]): readonly Matched[] {
  if (parts.length !== route.segments.length) return [];
  let ways: readonly Matched[] = [{ values: new Map(), raw: new Map() }];
  for (const [index, segment] of route.segments.entries()) {
    const part = parts[index];
    if (!part) return [];
    if (segment.kind === 'text') {
      if (segment.text !== part.text) return [];
      continue;
    }
    const found = [...first(divisions(part.text ?? part.raw, segment.parts), MOST_WAYS)];
    ways = ways.flatMap((way) => found.map((texts) => withTexts(way, texts, segment, part))).slice(0, MOST_WAYS);
  }
  return ways;
}

function* first<Item>(items: Iterable<Item>, most: number): Generator<Item> {
  let count = 0;
  for (const item of items) {
    if (count >= most) return;
    count += 1;
    yield item;
  }
}

function withTexts(
  way: Matched,
  texts: readonly string[],
  { names, whole }: Extract<Segment, { kind: 'pattern' }>,
  part: Part,
): Matched {
  const values = new Map(way.values);
  const raw = new Map(way.raw);
  for (const [position, name] of names.entries()) {
    const text = texts[position] ?? '';
    values.set(name, part.text === undefined ? undefined : text);
    // Beside other text, a value is matched decoded. What separates stays as it was sent.
    raw.set(name, whole ? part.raw : encodeURIComponent(text).replace(/%2C|%3B|%3D/g, decodeURIComponent));
  }
  return { values, raw };
}
