import { GATES, JSON_OUTPUT, TALK, type Usage } from './usage.ts';

export const REPORT = {
  name: 'report',
  takes: 'merge <report.json>… [options]',
  about: 'Join the JSON reports of all shards of a run into one. Exits as the whole run would.',
  options: {
    report: {
      type: 'string',
      multiple: true,
      value: '<[format=]file>',
      help: 'also write the joined report, as for `run`',
    },
    reports: { type: 'string', value: '<folder>', help: 'the same for JUnit and JSON, in a folder' },
    ...GATES,
    ...TALK,
    verbose: { ...TALK.verbose, help: 'all notices about the description, and the assertions of green requests, too' },
    ...JSON_OUTPUT,
  },
  examples: [
    ['report merge shard-1.json shard-2.json', 'what the whole run says'],
    ['report merge shards/*.json --report run.html', 'the same as a page'],
    ['report merge shards/*.json --min-coverage 90', 'red if less of the description is asserted'],
  ],
} as const satisfies Usage;
