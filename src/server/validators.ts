import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { type Judging, verdictOn } from '../schema/accepts.ts';
import { newAjv, withProtoMember } from '../schema/ajv-library.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { define } from './parse-form.ts';

/** Whether a schema accepts a value. */
export type Accepts = (node: SchemaNode, value: unknown) => boolean;

/**
 * A validator for values that callers send. Each schema is compiled once, when it is first needed.
 *
 * A schema that cannot be compiled accepts everything: that is not the fault of the caller.
 */
export function createValidators(model: ApiModel): Accepts {
  let ajv: Ajv2020 | undefined;
  // OpenAPI 3.0 has a dialect of its own, with a boolean `exclusiveMinimum` for example, which `schema/` translates. It also
  // translates schemas with an `$id`: Ajv resolves pointers relative to it, while those of a description start at its root. A
  // caller need not send members that are `readOnly`, also required ones. `oneOf` is read
  // as the suite reads it, with alternatives that nothing tells apart.
  const isForeign =
    model.dialect === 'openapi-3.0' || uses(model, '"$id":"', '"discriminator":{', '"readOnly":true', '"oneOf":[');
  // Ajv 8 gives wrong verdicts where it depends on the value what is evaluated, as beside `dependentSchemas` and `contains`. References in a schema
  // with an `$id` are those of that schema, which our judge does not follow.
  const isOurs = uses(model, '"unevaluated') && !uses(model, '"$id":"');
  const judging: Judging = { schemas: model, notNeeded: ['readOnly'] };
  const compiled = new Map<string, ValidateFunction | undefined>();
  return (node, value) => {
    const verdict = isOurs ? verdictOn(value, node.schema, judging) : undefined;
    if (verdict !== undefined) return verdict;
    if (!compiled.has(node.pointer)) {
      ajv ??= newAjv({});
      compiled.set(node.pointer, compile(ajv, node, model, isForeign));
    }
    const validate = compiled.get(node.pointer);
    return validate ? isValid(validate, value) : true;
  };
}

/** A schema that contains itself for the same value, as by `allOf`, never ends: it accepts everything, as one that cannot be compiled. */
function isValid(validate: ValidateFunction, value: unknown): boolean {
  try {
    return validate(value) === true;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

function compile(ajv: Ajv2020, node: SchemaNode, model: ApiModel, isForeign: boolean): ValidateFunction | undefined {
  try {
    const schema = isForeign ? toJudgeable(node, model, 'readOnly').schema : withDefinitions(node.schema, model);
    return ajv.compile(withProtoMember(asSchema(schema)));
  } catch {
    return undefined;
  }
}

/** Whether a definition, or a schema of a body or a parameter, has one of these texts. */
function uses({ definitions, operations }: ApiModel, ...texts: readonly string[]): boolean {
  const bodies = operations.flatMap(({ body, responses }) => [
    ...(body?.media ?? []),
    ...responses.flatMap(({ media }) => media),
  ]);
  const parameters = operations.flatMap((operation) => operation.parameters);
  const schemas = [...definitions.values(), ...[...bodies, ...parameters].map(({ node }) => node?.schema)];
  return schemas.some((schema) => texts.some((text) => (JSON.stringify(schema) ?? '').includes(text)));
}

function asSchema(schema: unknown): boolean | Record<string, unknown> {
  return typeof schema === 'boolean' || isRecord(schema) ? schema : true;
}

/** The schema in a document of its own, with each definition at the pointer of its references. */
function withDefinitions(schema: unknown, model: ApiModel): boolean | Record<string, unknown> {
  if (!JSON.stringify(schema).includes('"$ref"')) return asSchema(schema);
  const root: Record<string, unknown> = { allOf: [schema] };
  // Shorter pointers first: they may contain the target of a longer one.
  const pointers = [...model.definitions].filter(([target]) => target.startsWith('#/'));
  const targets = pointers.map(([target, value]) => ({ path: fromPointer(target), value }));
  for (const { path, value } of targets.sort((a, b) => a.path.length - b.path.length)) place(root, path, value);
  return root;
}

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let parent = root;
  for (const [index, name] of path.entries()) {
    const there = Object.hasOwn(parent, name) ? parent[name] : undefined;
    if (there !== undefined && !isRecord(there)) return;
    if (index === path.length - 1) {
      if (there === undefined) define(parent, name, value);
      return;
    }
    // A copy, so that the description is not changed.
    const next: Record<string, unknown> = { ...there };
    define(parent, name, next);
    parent = next;
  }
}
