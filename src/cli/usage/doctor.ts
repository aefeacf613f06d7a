import { CERTIFICATE, CONFIG, CREDENTIALS, ENV_FILE, JSON_OUTPUT, OVERLAY, TALK, type Usage } from './usage.ts';

export const DOCTOR = {
  name: 'doctor',
  takes: '[description] [options]',
  about:
    'Find out whether a run against a target can work: name, connection, certificate, proxy, clock, token, API key and version, each with the next step where it cannot. Sends a token request and one GET. Shows no secret. Exits with 0 or 4.',
  options: {
    target: { type: 'string', default: 'production', value: '<target>', help: 'production, reference or a URL' },
    ...ENV_FILE,
    ...CERTIFICATE,
    'step-timeout': { type: 'string', default: '10', value: '<seconds>', help: 'for each step' },
    ...OVERLAY,
    ...CONFIG,
    ...TALK,
    ...JSON_OUTPUT,
  },
  examples: [
    ['doctor openapi.yaml --env-file prod.env', 'the server of the description'],
    ['doctor openapi.yaml --target https://staging.api.example/v1', 'another server'],
  ],
  notes: [CREDENTIALS],
} as const satisfies Usage;
