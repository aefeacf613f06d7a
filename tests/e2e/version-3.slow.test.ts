/** The committed collection, migrated to version 3 of Postman's format, has the verdict that it has as a file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { data, openapi } from '../../spec/incident/index.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { MAY_WRITE } from '../../src/rules/request.ts';
import { toRunPlan } from '../../src/run/plan.ts';
import { findPostmanCli } from '../../src/run/postman-binary.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../src/server/server.ts';
import { COLLECTION, postmanHome, readCollection, run, temporaryFolder } from './helpers.ts';

const model = toApiModel({ document: openapi, locate: () => ({}) });

it('has every assertion pass on a correct server', async () => {
  const { code, passed, failed } = await runVersion3(createReferenceServer(model, data));
  const { requests } = await toRunPlan(readCollection());
  const planned = requests.flatMap(({ assertions }) => assertions.map(({ name }) => name));
  expect(failed).toEqual([]);
  // What is not judged has no line of its own there: 4 assertions about the items of empty lists.
  const others = planned.filter((name) => !passed.includes(name));
  expect(planned.length - passed.length).toBe(4);
  expect(others).toEqual([]);
  expect(code).toBe(0);
});

/** What the Postman CLI tells of a version 3 run: `Pass  <name>`, and a numbered line for each failure. */
async function runVersion3(server: ReferenceServer) {
  const listening = await listen(server);
  onTestFinished(() => listening.close());
  const folder = await temporaryFolder();
  const env = { HOME: await postmanHome() };
  const migrated = join(folder, 'migrated');
  const migration = await run(findPostmanCli(), ['collection', 'migrate', COLLECTION, '--output', migrated], { env });
  expect(migration).toMatchObject({ code: 0 });
  const values = Object.entries({
    ...localCredentials(model),
    base_url: listening.url,
    token_url: listening.tokenUrl ?? '',
    [MAY_WRITE]: 'yes',
  }).map(([key, value]) => ({ key, value, enabled: true }));
  const environment = join(folder, 'environment.json');
  await writeFile(environment, JSON.stringify({ name: 'target', values }));
  const ended = await run(findPostmanCli(), ['collection', 'run', migrated, '-e', environment], { env });
  const named = (pattern: RegExp) => [...ended.stdout.matchAll(pattern)].map(([, name = '']) => name.trim());
  return {
    code: ended.code,
    passed: named(/^ {2}Pass {2}(.+)$/gm),
    failed: named(/^ {1,3}\d+\. (?!AssertionError)(.+)$/gm),
  };
}
