/** The reports that the command line writes, and the gate on coverage. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { serveApi } from './support/api.ts';
import { call, described, INCIDENT } from './support/cli.ts';
import { everyFile } from './support/files.ts';
import { serveAnswers } from './support/http.ts';

const WEATHER = described('weather.openapi.yaml');
const AT = 'tests/fixtures/descriptions/weather.openapi.yaml';

describe('a red run', () => {
  it('is told in every format from one verdict, with the line of the description', async () => {
    const live = await serveAnswers(() => ({ body: '{"celsius":"warm"}' }));
    const folder = await folderWith({ 'summary.md': 'before\n' });
    const files = ['run.html', 'run.json', 'run.xml', 'run.md', 'run.sarif', 'gl-code-quality-report.json'];
    const reports = [...files.map((file) => join(folder, file)), `sarif=${join(folder, 'other')}`];
    const argv = ['run', WEATHER, '--target', live.origin, ...reports.flatMap((report) => ['--report', report])];
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { code, stdout, stderr } = await call(argv, { env });

    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`   Promised at ${AT}:22:19\n`) });
    const written = await everyFile(folder);
    expect(Object.keys(written).toSorted()).toEqual([...files, 'other', 'summary.md'].toSorted());
    expect(written['other']).toBe(written['run.sarif']);
    const [result] = JSON.parse(written['run.sarif'] ?? '').runs[0].results;
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: AT },
      region: { startLine: 22, startColumn: 19 },
    });
    expect(JSON.parse(written['run.json'] ?? '')).toMatchObject({
      causes: [{ rule: 'body-schema', at: '/celsius', places: [{ line: 22 }] }],
      coverage: { percent: 100 },
    });
    expect(JSON.parse(written['gl-code-quality-report.json'] ?? '')).toMatchObject([
      { location: { path: AT, lines: { begin: 22 } } },
    ]);
    expect(written['summary.md']).toBe(`before\n${written['run.md']}`);
    expect(stderr).toContain(
      `::error file=${AT},line=22,title=Failed%3A In the body, /celsius should be number::The body at /celsius is `.replaceAll(
        ', /',
        '%2C /',
      ),
    );
  });

  it('below the minimum of coverage is a broken contract, although every assertion passed', async () => {
    const folder = await folderWith({ 'pets.openapi.json': JSON.stringify(DESCRIPTION) });
    const file = join(folder, 'pets.openapi.json');
    const report = join(folder, 'run.json');
    const { code, stdout } = await call(['run', file, '--min-coverage', '90', '--report', report]);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /\n1\. Only 50 % of what the description has is asserted, and --min-coverage is\s+90 %\n/,
      ),
    });
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      ok: false,
      exitCode: 1,
      causes: [{ kind: 'problem' }],
    });
  });
});

it('a result points at the line of the YAML, where the description is a module', async () => {
  const { target, env } = await serveApi(INCIDENT, {
    proxy: async (request, { fetch }) => {
      const answer = await fetch(request);
      const headers = new Headers(answer.headers);
      if (headers.has('x-total-count')) headers.set('x-total-count', '3');
      return new Response(answer.body, { status: answer.status, headers });
    },
  });
  const folder = await folderWith();
  const argv = ['run', INCIDENT, '--report', join(folder, 'run.sarif'), ...target];
  expect(await call(argv, { env })).toMatchObject({ code: 1 });
  const { runs } = JSON.parse((await everyFile(folder))['run.sarif'] ?? '');
  const uris = runs[0].results.map(
    (result: {
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
    }) => result.locations[0]?.physicalLocation,
  );
  expect(uris.length).toBeGreaterThan(0);
  for (const { artifactLocation, region } of uris) {
    expect(artifactLocation.uri).toBe('spec/incident.openapi.yaml');
    expect(region.startLine).toBeGreaterThan(1);
  }
});

/** Of its two responses, no request is expected to get the second. */
const DESCRIPTION = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example' }],
  paths: { '/pets': { get: { responses: { 200: { description: 'All' }, 409: { description: 'Not now' } } } } },
};
