/** The values of the inputs of a workflow. https://spec.openapis.org/arazzo/v1.0.1.html#workflow-object */
import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { membersOf } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { keywordOf } from '../schema/walk.ts';
import { child, type Node } from './reading.ts';

/** The value of an input, if its schema says it: a `const` or a `default`, of the input or of all inputs, also behind a `$ref`. */
export function inputValue(workflow: Node, schemas: Schemas, name: string): Json | undefined {
  const inputs = child(workflow, 'inputs');
  if (!inputs) return undefined;
  const node: SchemaNode = { schema: inputs.value, pointer: toPointer(inputs.path) };
  const own = membersOf(schemas, node).find((member) => member.name === name)?.schema;
  const stated = own && (keywordOf(schemas, own, 'const') ?? keywordOf(schemas, own, 'default'));
  if (stated !== undefined) return stated as Json;
  const all = keywordOf(schemas, node, 'default');
  return isRecord(all) && Object.hasOwn(all, name) ? (all[name] as Json) : undefined;
}
