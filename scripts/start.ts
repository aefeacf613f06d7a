/** Generate, then run the contract against the reference server: `npm start`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const io = processIo();
const generated = await main(['generate', 'spec/incident/index.ts', '--output', 'collections', '--spec', 'spec'], io);
const collection = ['--collection', 'collections/incident.postman_collection.json'];
const run = ['run', 'spec/incident/index.ts', ...collection, '--reports', 'reports'];
process.exitCode = generated === 0 ? await main(run, io) : generated;
