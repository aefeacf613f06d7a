import { CONFIG, JSON_OUTPUT, OVERLAY, PART, TALK, type Usage } from './usage.ts';

export const INFER = {
  name: 'infer',
  takes: '[description] [options]',
  about: 'Propose what names and prose suggest, as an OpenAPI Overlay to review.',
  options: {
    output: { type: 'string', short: 'o', value: '<overlay.yaml>', help: 'where to write; default: standard output' },
    check: {
      type: 'boolean',
      default: false,
      help: 'write nothing; exit with 1 if an action of an overlay matches nothing',
    },
    ...OVERLAY,
    ...PART,
    ...CONFIG,
    ...TALK,
    ...JSON_OUTPUT,
  },
  examples: [
    ['infer openapi.yaml -o overlay.yaml', 'proposals to review; delete what is wrong'],
    ['run openapi.yaml --overlay overlay.yaml', 'assert what is left of them'],
    ['infer --check openapi.yaml --overlay overlay.yaml', 'does each action still match?'],
  ],
} as const satisfies Usage;
