/** What a workflow takes from the components of its document. https://spec.openapis.org/arazzo/v1.0.1.html#reusable-object */
import { isRecord } from '../core/json.ts';
import { child, type Node, type Reading } from './reading.ts';
import { elementsAt } from './typed-members.ts';

/** The parameters of a workflow or a step. One that is reused may have a value of its own. */
export function parametersAt(reading: Reading, node: Node): readonly Node[] {
  return elementsAt(reading, node, 'parameters').map((one) => reused(reading, one, 'parameters'));
}

/** The actions of a workflow or a step after a success or a failure. An empty list has none. */
export function actionsAt(reading: Reading, node: Node, name: ActionList): readonly Node[] {
  const kind = name === 'onSuccess' || name === 'successActions' ? 'successActions' : 'failureActions';
  return child(node, name) ? elementsAt(reading, node, name).map((one) => reused(reading, one, kind)) : [];
}

export type ActionList = 'onSuccess' | 'onFailure' | 'successActions' | 'failureActions';

/** The object that a reference names, at the place of the reference. A reference to nothing stays what it is. */
function reused(reading: Reading, node: Node, kind: string): Node {
  const reference = child(node, 'reference')?.value;
  const name = typeof reference === 'string' ? /^\$components\.([^.]+)\.(.+)$/.exec(reference) : null;
  if (name?.[1] !== kind || name[2] === undefined) return node;
  const found = ['components', kind, name[2]].reduce<unknown>(
    (value, member) => (isRecord(value) && Object.hasOwn(value, member) ? value[member] : undefined),
    reading.root,
  );
  if (!isRecord(found)) return node;
  const value = isRecord(node.value) ? node.value['value'] : undefined;
  return { value: value === undefined ? found : { ...found, value }, path: node.path };
}
