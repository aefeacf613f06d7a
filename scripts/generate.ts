/** Write all files that are generated from spec/: `npm run generate`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const own = ['generate', 'spec/incident/index.ts', '--output', 'collections', '--spec', 'spec'];
process.exitCode = await main([...own, ...process.argv.slice(2)], processIo());
