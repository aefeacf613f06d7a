import newman from 'newman';
import type { Json } from '../../src/core/json.ts';
import type { ApiModel, Dialect } from '../../src/model/types.ts';
import { helperCode } from '../../src/rules/helpers.ts';
import { joined, js } from '../../src/rules/script.ts';
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

/** Translate schemas as `generate` does, and judge their values in Newman by the code that scripts carry, all in one run. */
export async function judgeInNewman(
  cases: readonly Case[],
  dialect: Dialect = 'json-schema-2020-12',
): Promise<readonly Judged[]> {
  const judgeables = cases.map(({ schema }) => toJudgeable({ schema, pointer: '' }, modelOf(dialect)));
  const scripts = cases.map(
    ({ values }, index) => js`
      report(${index}, ${judgeables[index]?.schema}, JSON.parse(${JSON.stringify(values)}));
    `,
  );
  const batches = [];
  for (let start = 0; start < scripts.length; start += 100) batches.push(scripts.slice(start, start + 100));
  const found = new Map<number, string[][]>();
  await runScripts(
    batches.map(
      (batch) => joined([...batch, js`pm.execution.skipRequest();`, REPORT, ...helperCode(['expectValid'], {})]).text,
    ),
    (index, problems) => found.set(index, problems),
  );
  return judgeables.map((judgeable, index) => {
    const problems = found.get(index);
    if (!problems) throw new Error(`case ${index} was not judged`);
    return { judgeable, problems };
  });
}

const REPORT = js`
  function report(index, schema, values) {
    const problems = values.map((value) => problemsIn(value, schema));
    console.log(JSON.stringify({ index: index, problems: problems }));
  }
`;

/** Scripts that stand before requests which are never sent. */
function runScripts(scripts: readonly string[], found: (index: number, problems: string[][]) => void): Promise<void> {
  const item = scripts.map((text, index) => ({
    name: `batch ${index}`,
    request: { method: 'GET', url: 'http://127.0.0.1:9/' },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: text.split('\n') } }],
  }));
  const info = { name: 'judge', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' };
  return new Promise((resolve, reject) => {
    newman
      .run({ collection: { info, item } as unknown as string, reporters: [] }, (error, summary) => {
        const failure = error ?? summary.run.failures[0]?.error;
        if (failure) reject(failure);
        else resolve();
      })
      .on('console', (_error, { messages }: { messages: [string] }) => {
        const { index, problems } = JSON.parse(messages[0]);
        found(index, problems);
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
    baseUrl: '',
    tags: [],
    operations: [],
    securitySchemes: [],
    definitions: new Map(),
    inferences: [],
  };
}
