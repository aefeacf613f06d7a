/** A process that runs a collection and is told nothing else: for tests that end it from outside. */
import type { ClientName } from '../../../src/run/events.ts';
import { run } from '../../../src/run/run.ts';
import { collection, request, statusIs200 } from './collection.ts';

const [client = 'newman', base_url = ''] = process.argv.slice(2);

const options = {
  collection: collection({ items: [request('A', { path: '/silent', test: statusIs200 })] }),
  client: client as ClientName,
  variables: { base_url },
  secrets: [],
};
for await (const event of run(options)) process.stdout.write(`${JSON.stringify(event)}\n`);
