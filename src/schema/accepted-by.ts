/** Whether a schema of `toJudgeable` accepts a value: by our own judge, or by Ajv 8. */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { judge } from './accepts.ts';
import { newAjv, withProtoMember } from './ajv-library.ts';
import { schemasIn } from './node.ts';

/**
 * Whether a schema accepts a value, as `accepts.ts` has it, which needs no compilation. Ajv decides what is not decided there. A
 * description has thousands of schemas that judge a few values each.
 */
export function acceptedBy(schema: Json, owner: object): (value: Json) => boolean | undefined {
  const judging = { schemas: schemasIn(schema), notNeeded: [] };
  let byAjv: ((value: Json) => boolean | undefined) | undefined;
  return (value) => {
    const verdict = judge({ value, path: [], around: [], judging }, schema);
    if (verdict !== undefined) return verdict;
    byAjv ??= acceptedByAjv(schema, owner);
    return byAjv(value);
  };
}

/**
 * Whether a schema accepts a value; `undefined` if Ajv cannot compile the schema. `owner` is what the schema belongs to, such as a
 * model: its schemas share one instance, because making one takes as long as compiling a schema.
 */
export function acceptedByAjv(schema: Json, owner: object): (value: Json) => boolean | undefined {
  const ajv = ajvOf(owner);
  // A copy, because Ajv remembers each schema by its identity.
  const copy = isRecord(schema) ? { ...withProtoMember(schema) } : schema === true;
  try {
    const validate = ajv.compile(copy);
    return (value) => validate(value) === true;
  } catch {
    return () => undefined;
  } finally {
    if (isRecord(copy)) ajv.removeSchema(copy);
  }
}

/** The schemas are of `toJudgeable`, so they are not compared with the meta-schema, whose compilation is slow. */
const ajvOf = once((_owner: object): Ajv2020 => {
  const ajv = newAjv({ meta: false, addUsedSchema: false });
  // Formats that Ajv does not support. Our invalid values for them contain spaces.
  for (const name of ['idn-email', 'idn-hostname', 'iri', 'iri-reference']) ajv.addFormat(name, /^\S*$/);
  return ajv;
});
