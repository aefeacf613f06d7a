/** Run the committed collection, by default against the reference server: `npm run contract`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const collection = ['--collection', 'collections/incident.postman_collection.json'];
const own = ['run', 'spec/incident/index.ts', ...collection, '--reports', 'reports'];
process.exitCode = await main([...own, ...process.argv.slice(2)], processIo());
