import type { ApiModel, SchemaNode } from '../../src/model/types.ts';
import { type Judgeable, toJudgeable } from '../../src/schema/to-judgeable.ts';
import { document, json, type Members, toModel } from '../helpers/builders.ts';
import { SCHEMAS } from './cases.ts';

/** A schema as the body of an answer, in a whole document: with the model that its references need. */
export function nodeOf(schema: unknown, more: Members = {}): { readonly node: SchemaNode; readonly model: ApiModel } {
  const paths = { '/a': { get: { responses: { 200: json(schema) } } } };
  const model = toModel(document({ paths, components: { schemas: SCHEMAS }, ...more }));
  const node = model.operations[0]?.responses[0]?.media[0]?.node;
  if (!node) throw new Error('no schema');
  return { node, model };
}

export function judgeable(schema: unknown, more: Members = {}): Judgeable {
  const { node, model } = nodeOf(schema, more);
  return toJudgeable(node, model);
}
