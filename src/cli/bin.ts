#!/usr/bin/env node
import { main } from './main.ts';
import { processIo } from './process-io.ts';
import { compileLess } from './v8-flags.ts';

if (/^(generate|check|infer)$/.test(process.argv[2] ?? '')) compileLess();

process.exitCode = await main(process.argv.slice(2), processIo());
