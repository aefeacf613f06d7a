/** Show which mutants the suite kills: `npm run prove`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

process.exitCode = await main(['prove', 'spec/incident/index.ts', ...process.argv.slice(2)], processIo());
