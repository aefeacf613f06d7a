/** The merged report of two shards is that of one run in every format, but for times and for what scripts requested. */
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { toReported } from '../../src/cli/reports.ts';
import { type SuitePart, toShard } from '../../src/cli/suite-part.ts';
import type { Generated } from '../../src/compose/generate-collection.ts';
import { FORMATS, type Format } from '../../src/report/formats.ts';
import { toJsonReport } from '../../src/report/json.ts';
import { mergeReports } from '../../src/report/merge.ts';
import type { Reported } from '../../src/report/notes.ts';
import { readReport } from '../../src/report/read-report.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { type Suite, suiteOf, tried } from '../helpers/suite.ts';
import { withoutFirst } from '../helpers/wrong-servers.ts';
import { described } from './support/cli.ts';

/** The report without times, ports, and how much scripts requested, which each shard does for itself. */
function withoutTimes(reported: Reported): Reported {
  const text = JSON.stringify(reported, (key, value: unknown) =>
    key === 'requestsOfScripts' ? undefined : key === 'ms' ? 1 : value,
  );
  const steady = JSON.parse(text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:1')) as Reported;
  return { ...steady, totals: { ...steady.totals, requestsOfScripts: 1 } };
}

async function reportOf(
  generated: Generated,
  suite: Suite,
  options: { readonly fetch: Suite['fetch']; readonly live?: boolean; readonly part?: SuitePart },
): Promise<Reported> {
  const { part, ...trying } = options;
  const isWanted = part ? { only: ({ id }: { readonly id: string }) => part.ids.has(id) } : {};
  const verdict = await tried({ ...suite, collection: generated.collection }, { ...trying, ...isWanted });
  return withoutTimes(await toReported(verdict, generated, { notes: ['a remark'], minCoverage: undefined, part }));
}

const SERVERS = [
  { server: 'a server that leaves items out', file: 'shop.openapi.yaml', change: withoutFirst },
  {
    server: 'a correct server to which nothing is written',
    file: 'notes.openapi.json',
    change: ({ fetch }: Suite) => fetch,
    live: true,
  },
];

describe.each(SERVERS)('of $server', ({ file, change, live = false }) => {
  it('two shards say what one run says', async () => {
    const generated = await compose(described(file), {});
    const document = generated.description.openapi.value;
    const one = await suiteOf(document);
    const whole = await reportOf(generated, one, { fetch: change(one), live });
    const shards: Reported[] = [];
    for (const number of [2, 1]) {
      const suite = await suiteOf(document);
      const part = toShard(generated, { number, of: 2 });
      const report = await reportOf(generated, suite, { fetch: change(suite), live, part });
      shards.push(readReport(toJsonReport(report), 'shard.json'));
    }
    const merged = withoutTimes(mergeReports(shards));
    for (const format of Object.keys(FORMATS) as Format[]) {
      expect(await FORMATS[format](merged), format).toBe(await FORMATS[format](whole));
    }
    const style = { columns: 80, color: false };
    expect(toTerminalReport(merged, style)).toBe(toTerminalReport(whole, style));
  });
});
