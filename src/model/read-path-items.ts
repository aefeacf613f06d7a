/** The paths of a document, and their operations as nodes. https://spec.openapis.org/oas/v3.1.1.html#path-item-object */
import { isRecord } from '../core/json.ts';
import { apart, type Faulty } from './left-out.ts';
import { pathFault, pathParameterNames } from './path-template.ts';
import { child, membersAt, type Node, notice, type Reading, report, resolved, wrongType } from './reading.ts';
import type { Method } from './types.ts';

const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const FIELDS: ReadonlySet<string> = new Set([...METHODS, '$ref', 'summary', 'description', 'servers', 'parameters']);

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
  for (const [path, own] of membersAt(reading, root, 'paths')) {
    const part = apart(reading);
    const items = itemsOf(part.reading, path, own);
    const faults = part.faults();
    if (faults.length > 0) faulty.push({ part: path, faults });
    else nodes.push(...operationsOf(reading, path, items));
  }
  return { nodes, faulty };
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
  const braces = pathParameterNames(path) ?? [];
  for (const item of items) noteUnknownMembers(reading, path, item);
  return METHODS.flatMap((method): OperationNode[] => {
    const found = items.flatMap((item) => child(item, method) ?? []);
    const node = found.at(-1);
    if (!node) return [];
    if (found.length > 1) {
      const message = `${method.toUpperCase()} ${path} is described twice, here and behind the \`$ref\`: this one is used`;
      notice(reading, 'ambiguous', node.path, message);
    }
    return [{ path, method, braces, items, node }];
  });
}

/** A member that is no field is mostly a method of a later version, or one that is misspelt. */
function noteUnknownMembers(reading: Reading, path: string, item: Node): void {
  for (const name of Object.keys(item.value as object)) {
    if (FIELDS.has(name) || name.startsWith('x-')) continue;
    const isUpper = FIELDS.has(name.toLowerCase()) && !name.startsWith('$');
    const why = isUpper ? 'methods are written in lower case' : 'it is no method of OpenAPI 3.0 and 3.1';
    notice(reading, 'left-out', [...item.path, name], `"${name}" of ${path}: ${why}`);
  }
}
