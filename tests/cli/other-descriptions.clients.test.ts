/** Descriptions that share no name with the first one, through the whole path: green, and all judged that has something to judge. */
import { expect, it } from 'vitest';
import { callInEachClient, described } from './support/cli.ts';
import { reportIn } from './support/report.ts';

it.each([
  { name: 'a bearer token, an envelope and numbers for ids', file: described('library.openapi.yaml'), requests: 31 },
  { name: 'HTTP basic, and no data but in schemas', file: described('notes.openapi.json'), requests: 8 },
  { name: 'no security at all', file: described('weather.openapi.yaml'), requests: 1 },
])('a description with $name holds', async ({ file, requests }) => {
  for (const { code, stdout } of await callInEachClient(['run', file, '--json'])) {
    const { ok, totals, problems, notices, broken } = reportIn(stdout);
    // These filters are exact, so no item has a part of a value.
    const empty = broken.filter((line) => /: filtered by part of a value of /.test(line) && line.endsWith(' true'));
    expect({ code, ok, problems, notices, broken: broken.filter((line) => !empty.includes(line)) }).toEqual({
      code: 0,
      ok: true,
      problems: [],
      notices: [],
      broken: [],
    });
    expect(totals).toMatchObject({
      requestsSent: requests,
      requestsRepeated: 0,
      assertionsNotJudged: empty.length,
      assertionsMissing: 0,
    });
    expect(totals.assertionsPassed).toBe(totals.assertionsPlanned - empty.length);
  }
});
