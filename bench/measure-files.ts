/** How long a description of many files takes to read: `npm run bench:files`. Laid out as DigitalOcean does it, in a folder that is removed. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDescription } from '../src/load/load-description.ts';

/** The numbers of files, each twice the one before, so that a cost that is not linear shows. */
const SIZES = [750, 1500, 3000, 6000];

/** Files of each resource: its operation, its model, its response, its parameter and its example. */
const FILES_EACH = 5;

async function writeTree(folder: string, resources: number): Promise<void> {
  const paths: string[] = [];
  await mkdir(join(folder, 'common'), { recursive: true });
  await writeFile(
    join(folder, 'common/error.yml'),
    'description: Refused\ncontent: { application/json: { schema: { type: object } } }\n',
  );
  for (let number = 0; number < resources; number += 1) {
    const own = join(folder, 'resources', `r${number}`);
    await mkdir(join(own, 'models'), { recursive: true });
    await mkdir(join(own, 'responses'), { recursive: true });
    paths.push(`  /r${number}/{id}:\n    get:\n      $ref: 'resources/r${number}/get.yml'`);
    const files = {
      'get.yml': `operationId: get_r${number}\nparameters: [{ $ref: parameters.yml#/id }]\nresponses:\n  '200': { $ref: responses/one.yml }\n  '401': { $ref: ../../common/error.yml }\nx-codeSamples: [{ $ref: examples/curl/get.yml }]\n`,
      'parameters.yml': 'id: { name: id, in: path, required: true, schema: { type: string } }\n',
      'models/thing.yml': `type: object\nproperties:\n  id: { type: string }\n  next: { $ref: ../../r${(number + 1) % resources}/models/thing.yml }\n`,
      'responses/one.yml':
        'description: One\ncontent:\n  application/json:\n    schema: { $ref: ../models/thing.yml }\n    examples: { One: { $ref: examples.yml#/One } }\n',
      'responses/examples.yml': 'One: { value: { id: a } }\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(own, name), text);
  }
  const head = "openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths:\n";
  await writeFile(join(folder, 'openapi.yaml'), `${head}${paths.join('\n')}\n`);
}

process.stdout.write('files   CPU s   ms a file\n');
for (const size of SIZES) {
  const folder = await mkdtemp(join(tmpdir(), 'postman-contract-files-'));
  try {
    await writeTree(folder, size / FILES_EACH);
    const before = process.cpuUsage();
    await loadDescription(folder);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    process.stdout.write(
      `${String(size).padEnd(7)} ${seconds.toFixed(2).padEnd(7)} ${((seconds * 1000) / size).toFixed(2)}\n`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
