/** Serve the Incident API on this machine, for the collection's local environment: `npm run serve`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const own = ['serve', 'spec/incident/index.ts'];
process.exitCode = await main([...own, ...process.argv.slice(2)], processIo());
