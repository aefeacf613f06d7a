import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { withMember } from './members.ts';
import { preferredMedia, type Reply } from './reply.ts';
import { memberNames, memberNode } from './schema-members.ts';
import { successOf, toBody } from './success.ts';
import type { Accepts } from './validators.ts';

interface Judging {
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

/** One item: the body itself, or the member of it that can hold the item where the body is something else. */
export function answerItem(operation: Operation, item: unknown, judging: Judging): Reply {
  const { status, described } = successOf(operation);
  const node = preferredMedia(described?.media ?? [])?.node;
  const value = node === undefined || isItem(node, item, judging) ? item : inEnvelope(node, item, judging);
  return { kind: 'reply', status, ...(described && { described }), headers: {}, body: toBody(described, value) };
}

/** A schema that asks for nothing takes an item, too; it is one only where both have a member of the same name. */
function isItem(node: SchemaNode, item: unknown, { model, accepts }: Judging): boolean {
  const names = memberNames(node.schema, model);
  const shared = names.length === 0 || !isRecord(item) || names.some((name) => Object.hasOwn(item, name));
  return shared && accepts(node, item);
}

function inEnvelope(node: SchemaNode, item: unknown, { model, accepts }: Judging): unknown {
  const sample = sampleValue(node, model);
  for (const name of memberNames(node.schema, model)) {
    const member = memberNode(node, toPointer([name]), model);
    if (!member || !isRecord(item) || !accepts(member, item)) continue;
    const body = withMember(sample, [name], item);
    if (accepts(node, body)) return body;
  }
  return item;
}
