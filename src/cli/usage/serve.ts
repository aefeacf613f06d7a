import { CONFIG, DATA, OVERLAY, PART, TALK, type Usage } from './usage.ts';

export const SERVE = {
  name: 'serve',
  takes: '[description] [options]',
  about:
    'Start a reference server of the description on this machine. Each request is logged on standard error, and each response names the server in its header `Server`.',
  options: {
    // The port of the local environment, `LOCAL_PORT`; a test compares them.
    port: { type: 'string', default: '4010', value: '<n>', help: '0 is any that is free' },
    host: { type: 'string', default: '127.0.0.1', value: '<address>', help: 'where to listen' },
    'expires-in': { type: 'string', default: '3600', value: '<seconds>', help: 'lifetime of tokens' },
    ...DATA,
    ...OVERLAY,
    ...PART,
    ...CONFIG,
    ...TALK,
  },
  examples: [
    ['serve openapi.yaml', 'for the local environment of the collection'],
    ['serve openapi.yaml --port 0 --quiet', 'on any free port, without the log'],
  ],
} as const satisfies Usage;
