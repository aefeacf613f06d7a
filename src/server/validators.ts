import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';

/** Whether a schema accepts a value. */
export type Accepts = (node: SchemaNode, value: unknown) => boolean;

/**
 * A judge of the values that callers send. A schema is compiled when it is first needed, and once.
 *
 * A schema that cannot be compiled accepts everything: the caller did not write it, and must not be refused for it.
 */
export function createValidators(model: ApiModel): Accepts {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  addFormats.default(ajv);
  // OpenAPI 3.0 has a dialect of its own, such as a boolean `exclusiveMinimum`: `schema/` knows what it means. And Ajv reads a
  // pointer relative to an `$id` around it, where those of a description are all from its root.
  const isForeign = model.dialect === 'openapi-3.0' || hasIds(model);
  const compiled = new Map<string, ValidateFunction | undefined>();
  return (node, value) => {
    if (!compiled.has(node.pointer)) compiled.set(node.pointer, compile(ajv, node, model, isForeign));
    const validate = compiled.get(node.pointer);
    return validate ? validate(value) === true : true;
  };
}

function compile(ajv: Ajv2020, node: SchemaNode, model: ApiModel, isForeign: boolean): ValidateFunction | undefined {
  try {
    return ajv.compile(
      isForeign ? asSchema(toJudgeable(node, model, 'readOnly').schema) : withDefinitions(node.schema, model),
    );
  } catch {
    return undefined;
  }
}

function hasIds({ definitions }: ApiModel): boolean {
  return [...definitions.values()].some((schema) => JSON.stringify(schema).includes('"$id":"'));
}

function asSchema(schema: unknown): boolean | Record<string, unknown> {
  return typeof schema === 'boolean' || isRecord(schema) ? schema : true;
}

/** The schema in a document of its own, where each definition stands at the place to which its references point. */
function withDefinitions(schema: unknown, model: ApiModel): boolean | Record<string, unknown> {
  if (!JSON.stringify(schema).includes('"$ref"')) return asSchema(schema);
  const root: Record<string, unknown> = { allOf: [schema] };
  // Shorter pointers first: what a longer one leads to may already stand in there.
  const targets = [...model.definitions].map(([target, value]) => ({ path: fromPointer(target), value }));
  for (const { path, value } of targets.sort((a, b) => a.path.length - b.path.length)) place(root, path, value);
  return root;
}

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let parent = root;
  for (const [index, name] of path.entries()) {
    const there = Object.hasOwn(parent, name) ? parent[name] : undefined;
    if (there !== undefined && !isRecord(there)) return;
    if (index === path.length - 1) {
      if (there === undefined) parent[name] = value;
      return;
    }
    // A copy, so that what is placed inside never changes the description.
    const next: Record<string, unknown> = { ...there };
    parent[name] = next;
    parent = next;
  }
}
