import newman from 'newman';
import { toScriptLiteral } from '../../src/core/folded.ts';
import type { Json } from '../../src/core/json.ts';
import type { ApiModel, Dialect } from '../../src/model/types.ts';
import { judgeTables } from '../../src/sandbox/judge-tables.ts';
import { libraryFactory } from '../../src/sandbox/library.ts';
import { type Judgeable, toJudgeable } from '../../src/schema/to-judgeable.ts';

export interface Case {
  readonly schema: unknown;
  readonly values: readonly Json[];
}

/** What a runtime finds wrong with each value of each case, and what the translation could not say. */
export interface Judged {
  readonly judgeable: Judgeable;
  readonly problems: readonly (readonly string[])[];
}

/**
 * Translate schemas as `generate` does, and judge their values in Newman by the code that collections carry, all in one run: by the
 * whole judge, or each by as much of it as a collection of that schema carries.
 */
export async function judgeInNewman(
  cases: readonly Case[],
  dialect: Dialect = 'json-schema-2020-12',
  judge: 'whole' | 'trimmed' = 'whole',
): Promise<readonly Judged[]> {
  const judgeables = cases.map(({ schema }) => toJudgeable({ schema, pointer: '' }, modelOf(dialect)));
  const problems = await problemsInNewman(
    cases.map(({ values }, index) => ({ schema: judgeables[index]?.schema ?? true, values })),
    judge,
  );
  return judgeables.map((judgeable, index) => ({ judgeable, problems: problems[index] ?? [] }));
}

/** The same for schemas that are translated already. */
export async function problemsInNewman(
  cases: readonly { readonly schema: Json; readonly values: readonly Json[] }[],
  judge: 'whole' | 'trimmed' = 'whole',
): Promise<readonly (readonly (readonly string[])[])[]> {
  const scripts = cases.map(({ schema, values }, index) => {
    const own = judge === 'whole' ? '' : `let contract;\n${libraryFactory(['problemsIn'], judgeTables([schema]))}`;
    return `(function () {
      ${own}
      const { problemsIn } = contract(pm);
      const values = JSON.parse(${literal(JSON.stringify(values))}), schema = ${literal(schema)};
      report(${index}, values.map((value) => problemsIn(value, schema)));
    })();`;
  });
  return (await reportsOf(scripts, judge === 'whole' ? libraryFactory(['problemsIn']) : '')) as string[][][];
}

/**
 * What the judge of the runtime itself says of the same: the schema passed through to its Ajv 6 as it stands, but for a
 * `$schema` that it does not know and would refuse. A schema that it cannot compile refuses every value, as it does in a test.
 */
export async function judgeByAjv6(cases: readonly Case[]): Promise<readonly (readonly boolean[])[]> {
  const scripts = cases.map(({ schema, values }, index) => {
    const plain = typeof schema === 'object' ? { ...schema, $schema: undefined } : schema;
    return `report(${index}, JSON.parse(${literal(JSON.stringify(values))}).map((value) => {
      try {
        pm.expect(value).to.have.jsonSchema(JSON.parse(${literal(JSON.stringify(plain))}), { unknownFormats: 'ignore' });
        return true;
      } catch (error) {
        return false;
      }
    }));`;
  });
  return (await reportsOf(scripts, '')) as boolean[][];
}

const literal = (value: unknown): string => toScriptLiteral(value);

/** What each script reports, by its number, with a library that the collection's own script defines. */
async function reportsOf(scripts: readonly string[], library: string): Promise<readonly unknown[]> {
  const batches: string[] = [];
  for (let start = 0; start < scripts.length; start += 100) batches.push(scripts.slice(start, start + 100).join('\n'));
  const found = new Map<number, unknown>();
  await runScripts(
    batches.map((batch) => `${batch}\npm.execution.skipRequest();\n${REPORT}`),
    library,
    (index, reported) => found.set(index, reported),
  );
  return scripts.map((_, index) => {
    if (!found.has(index)) throw new Error(`case ${index} was not judged`);
    return found.get(index);
  });
}

const REPORT = `function report(index, reported) {
  console.log(JSON.stringify({ index: index, reported: reported }));
}`;

/** Scripts that stand before requests which are never sent. */
function runScripts(
  scripts: readonly string[],
  library: string,
  found: (index: number, reported: unknown) => void,
): Promise<void> {
  const before = (text: string) => [
    { listen: 'prerequest', script: { type: 'text/javascript', exec: text.split('\n') } },
  ];
  const item = scripts.map((text, index) => ({
    name: `batch ${index}`,
    request: { method: 'GET', url: 'http://127.0.0.1:9/' },
    event: before(text),
  }));
  const info = { name: 'judge', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' };
  const collection = { info, item, event: before(library) };
  return new Promise((resolve, reject) => {
    newman
      .run({ collection: collection as unknown as string, reporters: [] }, (error, summary) => {
        const failure = error ?? summary.run.failures[0]?.error;
        if (failure) reject(failure);
        else resolve();
      })
      .on('console', (_error, { messages }: { messages: [string] }) => {
        const { index, reported } = JSON.parse(messages[0]);
        found(index, reported);
      });
  });
}

/** A model of which only the dialect matters: the schema is the whole description. */
export function modelOf(dialect: Dialect): ApiModel {
  return {
    title: '',
    version: '',
    description: '',
    dialect,
    servers: [{ url: 'http://localhost', template: 'http://localhost', description: '', variables: [] }],
    baseUrl: '',
    tags: [],
    operations: [],
    leftOut: [],
    outside: [],
    securitySchemes: [],
    definitions: new Map(),
    notices: [],
  };
}
