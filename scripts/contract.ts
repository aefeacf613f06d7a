/** Run the committed collection, against the reference server unless told otherwise: `npm run contract`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const collection = ['--collection', 'collections/incident.postman_collection.json'];
const own = ['run', 'spec/incident/index.ts', ...collection, '--reports', 'reports'];
process.exitCode = await main([...own, ...process.argv.slice(2)], processIo());
