/** The paths of a document, and their operations as nodes. https://spec.openapis.org/oas/v3.1.1.html#path-item-object */
import { isRecord } from '../core/json.ts';
import { withBraces } from './colon-segments.ts';
import { apart, type Faulty } from './left-out.ts';
import { type Method, OTHER_METHODS, operationName } from './methods.ts';
import { isOpenApi32 } from './openapi-3-2.ts';
import { refuseMisplacedKeys } from './own-keys.ts';
import { pathFault, pathParameterNames, wirePath } from './path-template.ts';
import { child, type Node, notice, type Reading, report, resolved, wrongType } from './reading.ts';
import { membersAt } from './typed-members.ts';

const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const FIELDS: ReadonlySet<string> = new Set([...METHODS, '$ref', 'summary', 'description', 'servers', 'parameters']);

/** The fields of OpenAPI 3.2. https://spec.openapis.org/oas/v3.2.0.html#path-item-object */
const NEW_FIELDS: ReadonlySet<string> = new Set(['query', 'additionalOperations']);

/** An operation as it stands in the document. */
export interface OperationNode {
  readonly path: string;
  readonly method: Method;
  /** The names of the parameters in the path template. */
  readonly braces: readonly string[];
  /** The Path Item Objects it stands in: that to which the `$ref` of the path leads, then its own. */
  readonly items: readonly Node[];
  /** Its `$ref` is not followed yet. */
  readonly node: Node;
}

/** All operations of the document, in its order, and the paths that cannot be read. */
export function readPathItems(reading: Reading, root: Node): { nodes: OperationNode[]; faulty: Faulty[] } {
  const nodes: OperationNode[] = [];
  const faulty: Faulty[] = [];
  const paths = membersAt(reading, root, 'paths');
  const all = new Set(paths.map(([path]) => path));
  for (const [path, own] of paths) {
    const part = apart(reading);
    const items = itemsOf(part.reading, path, own);
    const faults = part.faults();
    if (faults.length > 0) faulty.push({ part: path, faults });
    else nodes.push(...operationsOf(reading, withBraces(reading, path, items, all), items));
  }
  noteFragment(reading, nodes);
  return { nodes, faulty };
}

/** Queries and fragments are no part of OpenAPI's paths. One notice is enough: who writes them has many. */
function noteFragment(reading: Reading, nodes: readonly OperationNode[]): void {
  const all = nodes.filter(({ path }) => path !== wirePath(path));
  for (const path of new Set(all.filter((one) => one.path.endsWith('}')).map((one) => one.path))) {
    const message = `"${path}": what stands between its last braces is not sent. Query parameters are those under \`parameters\``;
    notice(reading, 'note', ['paths', path], message);
  }
  const [first] = all.filter(({ path }) => !path.endsWith('}'));
  if (!first) return;
  const message = `"${first.path}": what follows "#" is not sent. Operations at one path are told apart by their required parameters`;
  notice(reading, 'note', ['paths', first.path], message);
}

/** The Path Item Objects of a path, the one with precedence last. Faults of the path are reported. */
function itemsOf(reading: Reading, path: string, own: Node): readonly Node[] {
  const fault = pathFault(path);
  if (fault) report(reading, fault.code, own.path, fault.message, fault.hint);
  if (!isRecord(own.value)) {
    wrongType(reading, own, 'an object');
    return [];
  }
  if (own.value['$ref'] === undefined) return [own];
  const target = resolved(reading, own);
  return target ? [target, own] : [];
}

function operationsOf(reading: Reading, path: string, items: readonly Node[]): readonly OperationNode[] {
  const braces = pathParameterNames(wirePath(path)) ?? [];
  for (const item of items) {
    noteUnknownMembers(reading, path, item);
    refuseMisplacedKeys(reading, item);
  }
  const isNew = isOpenApi32(reading);
  const methods = isNew ? [...METHODS, 'query' as const, ...OTHER_METHODS] : METHODS;
  return methods.flatMap((method): OperationNode[] => {
    const found = items.flatMap((item) => operationIn(item, method) ?? []);
    const node = found.at(-1);
    if (!node) return [];
    if (found.length > 1) {
      const message = `${operationName({ method, path })} is described twice, here and behind the \`$ref\`: this one is used`;
      notice(reading, 'ambiguous', node.path, message);
    }
    return [{ path, method, braces, items, node }];
  });
}

/** `additionalOperations` has methods as they are sent: the letters' case is that of the registry. */
function operationIn(item: Node, method: Method): Node | undefined {
  const isOther = OTHER_METHODS.some((other) => other === method);
  if (!isOther) return child(item, method);
  const additional = child(item, 'additionalOperations');
  return additional && child(additional, method.toUpperCase());
}

/** Additional operations that cannot be requested. */
function noteAdditional(reading: Reading, path: string, item: Node): void {
  for (const [name, { path: at }] of membersAt(reading, item, 'additionalOperations')) {
    if (OTHER_METHODS.some((method) => method.toUpperCase() === name)) continue;
    const isField = FIELDS.has(name.toLowerCase()) || NEW_FIELDS.has(name.toLowerCase());
    const why = isField ? 'this method has a field of its own' : 'HTTP servers do not know this method';
    notice(reading, 'left-out', at, `${name} ${path}: ${why}`);
  }
}

/** A member that is no field is mostly a method of a later version, or one that is misspelt. */
function noteUnknownMembers(reading: Reading, path: string, item: Node): void {
  const isNew = isOpenApi32(reading);
  const isField = (name: string) => FIELDS.has(name) || (isNew && NEW_FIELDS.has(name));
  if (isNew) noteAdditional(reading, path, item);
  for (const name of Object.keys(item.value as object)) {
    if (isField(name) || name.startsWith('x-')) continue;
    const isUpper = isField(name.toLowerCase()) && !name.startsWith('$');
    const versions = isNew ? '3.2: others are described under `additionalOperations`' : '3.0 and 3.1';
    const why = isUpper ? 'methods are written in lower case' : `it is no method of OpenAPI ${versions}`;
    notice(reading, 'left-out', [...item.path, name], `"${name}" of ${path}: ${why}`);
  }
}
