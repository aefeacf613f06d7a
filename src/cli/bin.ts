#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { main } from './main.ts';
import { processIo } from './process-io.ts';

/**
 * V8 compiles a function anew once it has run for a while. Most of a description's functions are done by then: with the default, compiling
 * takes up to half of the processor time. Tried on Node 20 only; another version might report an unknown flag on stderr.
 */
const [major = 0] = process.versions.node.split('.').map(Number);
if (/^(generate|check|infer)$/.test(process.argv[2] ?? '') && major === 20)
  setFlagsFromString('--interrupt-budget=1000000');

process.exitCode = await main(process.argv.slice(2), processIo());
