import { ARAZZO, CONFIG, CREDENTIALS, DATA, ENV_FILE, JSON_OUTPUT, OVERLAY, PART, TALK, type Usage } from './usage.ts';

export const PROVE = {
  name: 'prove',
  takes: '[description] [options]',
  about:
    'Change the responses of a correct server, one mutation at a time, and show which of these mutants the suite kills.',
  options: {
    target: {
      type: 'string',
      default: 'reference',
      value: '<target>',
      help: 'the correct server: reference, production or a URL',
    },
    ...ENV_FILE,
    'probe-credentials': { type: 'boolean', default: false, help: 'send wrong secrets to another machine, too' },
    client: {
      type: 'string',
      value: '<newman|postman|postman-v3>',
      help: 'what sends the requests; default: the first of newman and postman that is installed',
    },
    rule: { type: 'string', multiple: true, value: '<id>', help: 'only this rule' },
    request: { type: 'string', multiple: true, value: '<name>', help: 'only requests with this text in their name' },
    sample: { type: 'string', value: '<n>', help: 'only n mutants, spread over all' },
    page: { type: 'string', value: '<file.html>', help: 'also write the result as a page' },
    timeout: { type: 'string', value: '<seconds>', help: 'for the whole proof; default: none' },
    ...ARAZZO,
    ...DATA,
    ...OVERLAY,
    ...PART,
    ...CONFIG,
    ...TALK,
    ...JSON_OUTPUT,
  },
  examples: [
    ['prove openapi.yaml --sample 100', 'a first look, spread over all rules'],
    ['prove openapi.yaml --rule sort-order --page proof.html', 'one rule, as a page'],
  ],
  notes: [CREDENTIALS],
} as const satisfies Usage;
