/** Exit 1 and show the differences if generated files are out of date: `npm run check`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const own = ['check', 'spec/incident/index.ts', '--output', 'collections', '--spec', 'spec'];
process.exitCode = await main([...own, ...process.argv.slice(2)], processIo());
