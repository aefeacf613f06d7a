/** The formats that CI systems read: SARIF, GitLab's code quality, annotations of GitHub, and Markdown. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { toAnnotations, toCodeQuality } from '../../src/report/ci.ts';
import { formatOfFile } from '../../src/report/formats.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { placeInWords, toRepositoryPath, toUri } from '../../src/report/place-text.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { green, hostileVerdict, red, reported } from './support.ts';

const verdicts = [
  { name: 'a green run', verdict: green },
  { name: 'a red run', verdict: red },
  { name: 'a run with its places', verdict: reported },
  { name: 'a run with hostile texts', verdict: hostileVerdict },
];

describe('SARIF', () => {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync('tests/fixtures/sarif-2.1.0.schema.json', 'utf8'));
  const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  it.each(verdicts)('of $name satisfies its schema', ({ verdict }) => {
    expect(isValid(JSON.parse(toSarif(verdict))) || isValid.errors).toBe(true);
  });

  it('is not satisfied by anything', () => {
    const { runs } = JSON.parse(toSarif(reported));
    expect(isValid({ version: '2.1.0', runs: [{ ...runs[0], results: [{ level: 'loud' }] }] })).toBe(false);
  });

  it('has a result for each cause, at the line of the description', () => {
    const { runs } = JSON.parse(toSarif(reported));
    const [first, second] = runs[0].results;
    expect(first).toMatchObject({
      ruleId: 'total-is-whole',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'spec/pets.yaml' }, region: { startLine: 12, startColumn: 9 } },
          logicalLocations: [{ fullyQualifiedName: '#/paths/~1pets/get/responses/200/headers/X-Total-Count' }],
        },
      ],
      relatedLocations: [{ physicalLocation: { region: { startLine: 40 } } }],
      partialFingerprints: { 'cause/v1': 'b7b7b7b7-0000-4000-8000-000000000000' },
    });
    expect(first.message.text).toBe(
      'X-Total-Count says 44; the whole list has 45 items. In all 2 requests it is 1 too low. In 2 requests, such as Use case 1 / List pets.',
    );
    expect(second.locations).toMatchObject([{ physicalLocation: { region: { startLine: 1 } } }]);
    expect(runs[0].results).toHaveLength(reported.causes?.length ?? 0);
  });
});

it('GitLab gets a path, a line, a severity and a fingerprint of each cause', () => {
  const [first, ...others] = JSON.parse(toCodeQuality(reported));
  expect(first).toEqual({
    description: expect.stringContaining('X-Total-Count says 44'),
    check_name: 'total-is-whole',
    fingerprint: expect.stringMatching(/^[\da-f]{64}$/),
    severity: 'major',
    location: { path: 'spec/pets.yaml', lines: { begin: 12 } },
  });
  const prints = others.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(new Set([first.fingerprint, ...prints]).size).toBe(others.length + 1);
  expect(JSON.parse(toCodeQuality(green))).toEqual([]);
});

describe('annotations of GitHub', () => {
  it('name the file and the line', () => {
    expect(toAnnotations(reported).split('\n')[0]).toBe(
      '::error file=spec/pets.yaml,line=12,title=Failed%3A X-Total-Count counts all items::X-Total-Count says 44; the whole list has 45 items. In all 2 requests it is 1 too low.',
    );
  });

  it('are one line each, whatever a server says', () => {
    const title = '::error::x\n::add-mask::y,line=3:%0A';
    const [cause] = reported.causes ?? [];
    const text = toAnnotations({ ...reported, causes: cause ? [{ ...cause, title }] : [] });
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain(',title=Failed%3A \\x3a%3Aerror%3A%3Ax\\n\\x3a%3Aadd-mask%3A%3Ay%2Cline=3%3A%250A::');
  });

  it('say how many causes have none', () => {
    const [cause] = reported.causes ?? [];
    const lines = toAnnotations({
      ...reported,
      causes: cause ? Array.from({ length: 12 }, () => cause) : [],
    }).trimEnd();
    expect(lines.split('\n')).toHaveLength(10);
    expect(lines).toContain('::error::and 3 more causes');
  });
});

describe('Markdown', () => {
  it('shows causes, requests and coverage', () => {
    const text = toMarkdown(reported);
    expect(text).toContain('### 1. X\\-Total\\-Count says 44; the whole list has 45 items');
    expect(text).toContain('promised at ` spec/pets.yaml:12:9 `');
    expect(text).toContain('### Coverage: 50 % (2 of 4)');
    expect(text).toContain('```sh\ncurl x\n```');
  });

  it('takes no text for Markdown or HTML', () => {
    expect(toMarkdown(reported)).toContain('\\[Pages\\]\\(x\\) \\{0\\} / \\| \\`a\\` &lt;b&gt;'.replace(' / ', ' '));
    const text = toMarkdown(hostileVerdict);
    expect(text.replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, '').replaceAll(/<\/?(details|summary)>/g, '')).not.toMatch(
      /[<>](?!$)/,
    );
    expect(['\u202e', '\u001b'].filter((char) => text.includes(char))).toEqual([]);
  });

  it('stays below the limit of GitHub, and counts what it leaves out', () => {
    const [cause] = reported.causes ?? [];
    if (!cause) throw new Error('no cause');
    const [request] = cause.requests;
    if (!request) throw new Error('no request');
    const long = { ...request, name: 'x'.repeat(5_000), curl: 'y'.repeat(100_000) };
    const many = { ...cause, message: 'z'.repeat(9_000), requests: Array.from({ length: 500 }, () => long) };
    const text = toMarkdown({ ...reported, causes: Array.from({ length: 400 }, () => many) });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(500_000);
    expect(text).toContain('more causes');
    expect(text).toContain('and 480 more requests');
  });
});

it.each([
  { path: 'out/run.html', want: 'html' },
  { path: 'run.HTM', want: 'html' },
  { path: 'run.json', want: 'json' },
  { path: 'run.sarif', want: 'sarif' },
  { path: 'run.sarif.json', want: 'sarif' },
  { path: 'gl-code-quality-report.json', want: 'codequality' },
  { path: 'junit.xml', want: 'junit' },
  { path: 'SUMMARY.md', want: 'markdown' },
  { path: 'run.txt', want: undefined },
  { path: 'html', want: undefined },
])('the name $path means $want', ({ path, want }) => {
  expect(formatOfFile(path)).toBe(want);
});

describe('places', () => {
  it.each([
    { file: 'spec/my pets#1.yaml', want: 'spec/my%20pets%231.yaml' },
    { file: 'https://user:hush@api.example/openapi.yaml?token=hush', want: 'https://api.example/openapi.yaml' },
    { file: '/elsewhere/a b.yaml', want: 'file:///elsewhere/a%20b.yaml' },
  ])('$file is $want as a URI', ({ file, want }) => {
    expect(toUri(file)).toBe(want);
  });

  it.each([
    { place: { file: 'a.yaml', line: 3, column: 1 }, want: 'a.yaml:3:1' },
    { place: { file: 'a.ts', pointer: '#/paths' }, want: 'a.ts #/paths' },
    { place: { pointer: '#/paths' }, want: '#/paths' },
    { place: { file: 'https://u:p@api.example/a.yaml', line: 3, column: 2 }, want: 'https://api.example/a.yaml:3:2' },
  ])('are $want in words', ({ place, want }) => {
    expect(placeInWords(place)).toBe(want);
  });

  it('are relative to the current folder where they are in it', () => {
    expect(toRepositoryPath(`${process.cwd()}/spec/a.yaml`)).toBe('spec/a.yaml');
  });
});
