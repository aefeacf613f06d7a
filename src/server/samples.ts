import { isRecord, type Json } from '../core/json.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { withoutOneWay } from '../schema/one-way-values.ts';
import { sampleValue } from '../schema/sample.ts';
import type { Accepts } from './validators.ts';

/** A sample for a schema, without what only a client sends. It satisfies the schema, unless none is found. */
export type SampleOf = (node: SchemaNode) => Json;

/** A cache of samples. */
export function createSamples(model: ApiModel, accepts: Accepts): SampleOf {
  const made = new Map<string, Json>();
  return (node) => {
    const known = made.get(node.pointer);
    if (known !== undefined) return known;
    const sample = withoutOneWay(validSample(node, model, accepts), node, 'writeOnly', model);
    made.set(node.pointer, sample);
    return sample;
  };
}

/** How many alternatives of a schema (`oneOf`, `anyOf`) are tried. */
const BRANCHES = 8;

/**
 * The simplest sample. If it is not valid, one of another alternative, or with required members and as many others as possible.
 */
function validSample(node: SchemaNode, model: ApiModel, accepts: Accepts): Json {
  const plain = sampleValue(node, model);
  if (accepts(node, plain)) return plain;
  for (let branch = 0; branch < BRANCHES; branch += 1) {
    const full = sampleValue(node, model, { branch });
    if (accepts(node, full)) return full;
    const bare = sampleValue(node, model, { branch, optional: false });
    if (accepts(node, bare)) return grown(bare, full, (value) => accepts(node, value));
  }
  return plain;
}

/** The value with as many members of another as keep it valid. */
function grown(bare: Json, full: Json, isRight: (value: Json) => boolean): Json {
  if (!isRecord(bare) || !isRecord(full)) return bare;
  let value: Json = bare as Record<string, Json>;
  for (const [name, member] of Object.entries(full as Record<string, Json>)) {
    if (Object.hasOwn(bare, name)) continue;
    const more: Json = { ...(value as Record<string, Json>), [name]: member };
    if (isRight(more)) value = more;
  }
  return value;
}
