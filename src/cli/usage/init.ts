import { OVERLAY, TALK, type Usage } from './usage.ts';

export const INIT = {
  name: 'init',
  takes: '[description] [options]',
  about:
    'Begin in this folder: a config for a description that you have, or a first description in TypeScript; and a file for CI. Overwrites nothing.',
  options: {
    ci: {
      type: 'string',
      value: '<github|gitlab|none>',
      help: 'the CI service; default: gitlab beside a .gitlab-ci.yml, else github',
    },
    folder: { type: 'string', default: '.', value: '<folder>', help: 'where to begin' },
    root: OVERLAY.root,
    'allow-host': OVERLAY['allow-host'],
    quiet: TALK.quiet,
    json: { type: 'boolean', default: false, help: 'output for programs' },
  },
  examples: [
    ['init openapi.yaml', 'a config and a CI file for your description'],
    ['init --ci gitlab', 'a first description, to change'],
  ],
} as const satisfies Usage;
