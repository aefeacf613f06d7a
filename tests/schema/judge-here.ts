import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type { Json } from '../../src/core/json.ts';
import { libraryFactory } from '../../src/sandbox/library.ts';
import type { AllSchemas, SchemaNode } from '../../src/schema/node.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';

type ProblemsIn = (value: unknown, schema: Json) => readonly string[];

/** The validator of the scripts, in this process: fast enough for laws. Other tests show that it is the same in Newman. */
const problemsIn = (
  runInThisContext(`(require) => {\n${libraryFactory(['problemsIn'])}\nreturn contract({}).problemsIn;\n}`) as (
    require: NodeJS.Require,
  ) => ProblemsIn
)(createRequire(import.meta.url));

/** The problems of a value as the scripts find them. */
export function judgedHere(value: unknown, node: SchemaNode, schemas: AllSchemas): readonly string[] {
  return problemsIn(value, toJudgeable(node, schemas, 'readOnly').schema);
}
