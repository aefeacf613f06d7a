import { ARAZZO, CONFIG, DATA, JSON_OUTPUT, OVERLAY, PART, TALK, type Usage, WATCH } from './usage.ts';

export const GENERATE = {
  name: 'generate',
  takes: '[description] [options]',
  about: 'Write the collection and its environments. With --spec, write a description that is a module as YAML, too.',
  options: {
    output: {
      type: 'string',
      short: 'o',
      default: 'collections',
      value: '<folder|file.json>',
      help: 'where to write',
    },
    spec: { type: 'string', value: '<folder>', help: 'also write a description that is a module as YAML' },
    format: {
      type: 'string',
      multiple: true,
      value: '<v2.1|v3>',
      help: 'one file, or a folder of YAML files; default: v2.1',
    },
    'without-tests': {
      type: 'boolean',
      default: false,
      help: 'only the requests: no assertions, and no folder "Contract"',
    },
    'without-scripts': {
      type: 'boolean',
      default: false,
      help: 'as --without-tests, and no scripts: for Bruno and other programs',
    },
    'without-examples': { type: 'boolean', default: false, help: 'no saved responses' },
    folders: { type: 'string', default: 'tags', value: '<tags|paths|flat>', help: 'how requests are sorted' },
    check: { type: 'boolean', default: false, help: 'as the command `check`' },
    ...ARAZZO,
    ...DATA,
    ...OVERLAY,
    ...PART,
    ...CONFIG,
    ...WATCH,
    ...TALK,
    ...JSON_OUTPUT,
  },
  examples: [
    ['generate openapi.yaml', 'into the folder collections'],
    ['generate openapi.yaml -o shop.json --tag orders', 'one file, and only the operations of a tag'],
    ['generate https://api.example/openapi.json --without-tests', 'a collection to try an API by hand'],
  ],
} as const satisfies Usage;

const { check: _, ...SHARED } = GENERATE.options;

export const CHECK = {
  ...GENERATE,
  name: 'check',
  about:
    'Write nothing; exit with 1 and show the differences if a file that `generate` writes is out of date. Give it the options that `generate` was given.',
  options: {
    ...SHARED,
    output: { ...SHARED.output, help: 'where the files are' },
    spec: { ...SHARED.spec, help: 'the folder with the YAML of a module' },
    format: { ...SHARED.format, help: 'what was written: one file, or a folder of YAML files; default: v2.1' },
  },
  examples: [['check openapi.yaml', 'in CI: were the collections generated again and committed?']],
} as const satisfies Usage;
