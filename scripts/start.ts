/** Generate, then run the contract against the reference server: `npm start`. What follows `--` are options of `run`. */
import { main } from '../src/cli/main.ts';
import { processIo } from '../src/cli/process-io.ts';

const io = processIo();
const given = process.argv.slice(2);
const isHelp = given.includes('--help') || given.includes('-h');
if (isHelp) io.stdout.write('npm start: generate the collection of the Incident API, then\n\n');
const spec = ['spec/incident/index.ts', '--output', 'collections', '--spec', 'spec'];
const generated = isHelp ? 0 : await main(['generate', ...spec], io);
const collection = ['--collection', 'collections/incident.postman_collection.json'];
const run = ['run', 'spec/incident/index.ts', ...collection, '--reports', 'reports', ...given];
process.exitCode = generated === 0 ? await main(run, io) : generated;
