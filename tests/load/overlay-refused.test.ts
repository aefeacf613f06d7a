/** Overlays that are wrong, or that mean harm. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_ADDED_VALUES } from '../../src/load/apply-overlays.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';
import { overlaid, overlayText, read } from '../helpers/overlays.ts';

const FINE = '{ target: $, update: { a: 1 } }';
const INFO = 'info: { title: A, version: 1.0.0 }';

describe('a text that is not an overlay', () => {
  it.each([
    { text: '[]', want: [{ code: 'overlay/not-an-overlay', place: { pointer: '#' } }] },
    { text: 'openapi: 3.1.0', want: [{ code: 'overlay/not-an-overlay' }] },
    { text: '', want: [{ code: 'overlay/not-an-overlay' }] },
    { text: 'overlay: 2', want: [{ code: 'overlay/unsupported-version', message: 'Overlay "2" is not supported' }] },
    { text: 'overlay: [1.1]', want: [{ code: 'document/wrong-type', message: 'expected text, got an array' }] },
    {
      text: `overlay: 1.2.0\n${INFO}\nactions: [${FINE}]`,
      want: [{ code: 'overlay/unsupported-version', place: { line: 1 } }],
    },
    { text: `overlay: 1.10.0\n${INFO}\nactions: [${FINE}]`, want: [{ code: 'overlay/unsupported-version' }] },
    { text: `overlay: 1.1.0\n${INFO}`, want: [{ message: 'expected an array of actions, got nothing' }] },
    {
      text: `overlay: 1.1.0\n${INFO}\nactions: []`,
      want: [{ code: 'overlay/bad-action', message: '`actions` is empty' }],
    },
    { text: `overlay: 1.1.0\n${INFO}\nactions: {}`, want: [{ code: 'document/wrong-type' }] },
    { text: `overlay: 1.1.0\nactions: [${FINE}]`, want: [{ message: 'expected an object, got nothing' }] },
    { text: `overlay: 1.1.0\n${INFO}\nextends: 1\nactions: [${FINE}]`, want: [{ place: { pointer: '#/extends' } }] },
    {
      text: `overlay: 1.1.0\n${INFO}\naction: []\nactions: [${FINE}]`,
      want: [{ code: 'overlay/unknown-member', place: { line: 3, column: 1 } }],
    },
    {
      text: `overlay: 1.1.0\ninfo: { title: [], versoin: x, description: [] }\nactions: [${FINE}]`,
      want: [
        { code: 'overlay/unknown-member', place: { pointer: '#/info/versoin' } },
        { code: 'document/wrong-type', place: { pointer: '#/info/title' } },
        { code: 'document/wrong-type', place: { pointer: '#/info/version' } },
        { code: 'document/wrong-type', place: { pointer: '#/info/description' } },
      ],
    },
    {
      text: `overlay: 1.1.0\n${INFO}\n__proto__: { actions: [] }\nactions: [${FINE}]`,
      want: [{ code: 'overlay/unknown-member' }],
    },
    { text: `constructor: 1`, want: [{ code: 'overlay/not-an-overlay' }] },
  ])('is refused: $text', async ({ text, want }) => {
    const findings = await findingsOf(() => read(text));
    expect(findings).toEqual(
      want.map((finding) =>
        expect.objectContaining({
          ...finding,
          ...('place' in finding && { place: expect.objectContaining(finding.place) }),
        }),
      ),
    );
  });
});

describe('an action that is none', () => {
  it.each<{ action: unknown; want: string; at: string }>([
    { action: 1, want: 'document/wrong-type', at: '' },
    { action: { update: 1 }, want: 'document/wrong-type', at: '/target' },
    { action: { target: 1, remove: true }, want: 'document/wrong-type', at: '/target' },
    { action: { target: '$', remove: 'yes' }, want: 'document/wrong-type', at: '/remove' },
    { action: { target: '$.a', copy: {} }, want: 'document/wrong-type', at: '/copy' },
    { action: { target: '$', description: 1, remove: false }, want: 'document/wrong-type', at: '/description' },
    { action: { target: '$' }, want: 'overlay/bad-action', at: '' },
    { action: { target: '$', description: 'only' }, want: 'overlay/bad-action', at: '' },
    { action: { target: '$.a', update: 1, copy: '$.b' }, want: 'overlay/bad-action', at: '' },
    { action: { target: '$', updates: {}, remove: false }, want: 'overlay/unknown-member', at: '/updates' },
    { action: { target: '$', constructor: 1, remove: false }, want: 'overlay/unknown-member', at: '/constructor' },
    { action: { target: '', remove: true }, want: 'overlay/bad-query', at: '/target' },
    { action: { target: 'paths', remove: true }, want: 'overlay/bad-query', at: '/target' },
    { action: { target: '$.paths./a', remove: true }, want: 'overlay/bad-query', at: '/target' },
    { action: { target: '$[?foo(@)]', remove: true }, want: 'overlay/bad-query', at: '/target' },
    { action: { target: '$[?count(1) == 1]', remove: true }, want: 'overlay/bad-query', at: '/target' },
    {
      action: { target: `$[?${'('.repeat(100_000)}@.a${')'.repeat(100_000)}]`, remove: true },
      want: 'overlay/bad-query',
      at: '/target',
    },
    { action: { target: '$.a', copy: '$..' }, want: 'overlay/bad-query', at: '/copy' },
  ])('is refused: $action', async ({ action, want, at }) => {
    expect(await findingsOf(() => read(overlayText([action])))).toEqual([
      expect.objectContaining({ code: want, place: expect.objectContaining({ pointer: `#/actions/0${at}` }) }),
    ]);
  });

  it('says where in the query it stops', async () => {
    const [finding] = await findingsOf(() => read(overlayText([{ target: '$.paths./a', remove: true }])));
    expect(finding?.message).toBe(
      '"$.paths./a" is not a JSONPath query: unexpected shorthand selector \'/\', at character 9',
    );
  });

  it('is refused where `copy` is not of its version', async () => {
    const text = overlayText([{ target: '$.a', copy: '$.b' }], '1.0.0');
    expect(await findingsOf(() => read(text))).toMatchObject([
      { code: 'overlay/bad-action', hint: 'Write `overlay: 1.1.0`.' },
    ]);
  });

  it('is refused with all others, up to a hundred', async () => {
    const many = (count: number) => overlayText(Array.from({ length: count }, () => ({ target: 1, remove: 1 })));
    expect(await findingsOf(() => read(many(3)))).toHaveLength(6);
    expect(await findingsOf(() => read(many(2_000), 'a.json'))).toHaveLength(100);
  });
});

describe('an action that does not fit', () => {
  const API = '{ info: { title: A, tags: [] }, list: [1, { a: 1 }], text: x }';

  it.each([
    { action: { target: '$', remove: true }, at: '/target', want: 'the root of the document cannot be removed' },
    {
      action: { target: '$.info', update: 'B' },
      at: '/update',
      want: 'a text, number, boolean or null cannot be merged into an object',
    },
    { action: { target: '$.info', update: [] }, at: '/update', want: 'an array cannot be merged into an object' },
    {
      action: { target: '$.text', update: {} },
      at: '/update',
      want: 'an object cannot be merged into a text, number, boolean or null',
    },
    {
      action: { target: '$', update: { info: { tags: {} } } },
      at: '/update/info/tags',
      want: 'an object cannot be merged into an array',
    },
    {
      action: { target: '$', update: { info: null } },
      at: '/update/info',
      want: 'a text, number, boolean or null cannot be merged into an object',
    },
    {
      action: { target: '$', update: { list: 'x' } },
      at: '/update/list',
      want: 'a text, number, boolean or null cannot be merged into an array',
    },
    {
      action: { target: '$.*', update: {} },
      at: '/target',
      want: 'matches nodes of several kinds (object, array, primitive); all must be of the same kind',
    },
    { action: { target: '$.info', copy: '$.*' }, at: '/copy', want: 'matches 3 nodes, and `copy` takes exactly one' },
    { action: { target: '$.info', copy: '$.list' }, at: '/copy', want: 'an array cannot be merged into an object' },
  ])('is refused: $action', async ({ action, at, want }) => {
    const overlay = await read(overlayText([action]));
    expect(await findingsOf(() => overlaid(API, overlay))).toMatchObject([
      { message: want, place: { pointer: `#/actions/0${at}` } },
    ]);
  });

  it('is refused once for all nodes, and with all others', async () => {
    const actions = [
      { target: '$[*]', update: { a: {} } },
      { target: '$[0].b', copy: '$..*' },
      { target: '$', remove: true },
    ];
    const overlay = await read(overlayText(actions));
    const findings = await findingsOf(() => overlaid([{ a: 1, b: 1 }, { a: 2 }, { a: 3 }], overlay));
    expect(findings.map(({ code }) => code)).toEqual([
      'overlay/incompatible',
      'overlay/bad-action',
      'overlay/bad-action',
    ]);
    expect(findings[0]?.hint).toContain('#/0/a');
    const many = await read(overlayText(Array.from({ length: 200 }, () => ({ target: '$', remove: true }))));
    expect(await findingsOf(() => overlaid({}, many))).toHaveLength(100);
  });
});

describe('what means harm', () => {
  it('does not reach a prototype', async () => {
    const actions =
      '  - { target: $, update: { __proto__: { polluted: 1 }, constructor: { prototype: { polluted: 1 } } } }\n  - { target: $.__proto__, update: { more: 1 } }\n  - { target: $.toString, update: { more: 1 } }';
    const { openapi, notices } = await overlaid('{ a: 1 }', await read(overlayText(actions)));
    expect(({} as Record<string, unknown>)['polluted'] ?? ({} as Record<string, unknown>)['more']).toBeUndefined();
    expect(Object.getPrototypeOf(openapi.value)).toBe(Object.prototype);
    expect(JSON.stringify(openapi.value)).toBe(
      '{"a":1,"__proto__":{"polluted":1,"more":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    expect(notices).toMatchObject([{ target: '$.toString' }]);
  });

  it.each([
    { what: 'stands inside itself', actions: '  - target: $\n    update: &a { b: *a }' },
    {
      what: 'is nested without measure',
      actions: JSON.stringify([{ target: '$', update: JSON.parse('['.repeat(2000) + ']'.repeat(2000)) as unknown }]),
    },
  ])('is refused where an update $what', async ({ actions }) => {
    const text = actions.startsWith('[')
      ? `{"overlay":"1.1.0","info":{"title":"A","version":"1"},"actions":${actions}}`
      : overlayText(actions);
    const findings = await findingsOf(async () => {
      await read(text);
    });
    expect(['overlay/too-large', 'document/syntax']).toContain(findings[0]?.code);
  });

  it('is refused where copies multiply', async () => {
    const twice = [
      { target: '$', update: { a: { b: {} } } },
      ...Array.from({ length: 300 }, () => ({ target: '$.a.b', copy: '$' })),
    ];
    expect(await findingsOf(async () => overlaid({}, await read(overlayText(twice))))).toMatchObject([
      { code: 'overlay/too-large' },
    ]);
    const wide = Array.from({ length: 40 }, (_, index) => ({ target: '$.a', update: { [`x${index}`]: {} } })).flatMap(
      (made, index) => [made, { target: `$.a.x${index}`, copy: '$.a' }],
    );
    expect(await findingsOf(async () => overlaid({ a: {} }, await read(overlayText(wide))))).toMatchObject([
      { code: 'overlay/too-large' },
    ]);
  });

  it('is refused where every node takes a large update', async () => {
    const size = Math.ceil(Math.sqrt(MAX_ADDED_VALUES)) + 1;
    const update = Object.fromEntries(Array.from({ length: size }, (_, index) => [`x${index}`, 1]));
    const overlay = await read(overlayText([{ target: '$[*]', update }]));
    const document = Array.from({ length: size }, () => ({}));
    expect(await findingsOf(() => overlaid(document, overlay))).toMatchObject([{ code: 'overlay/too-large' }]);
  });

  it('is refused where the document stands inside itself', async () => {
    const document: Record<string, unknown> = {};
    document['a'] = document;
    const overlay = await read(overlayText([{ target: '$..a', update: {} }]));
    expect(await findingsOf(() => overlaid(document, overlay))).toMatchObject([{ code: 'document/syntax' }]);
  });

  it('takes a giant array, and appends it once', async () => {
    const giant = Array.from({ length: 20_000 }, (_, index) => ({ index }));
    const overlay = await read(
      JSON.stringify({
        overlay: '1.1.0',
        info: { title: 'A', version: '1' },
        actions: [
          { target: '$.a', update: giant },
          { target: '$.a[?@.index < 10000]', remove: true },
        ],
      }),
    );
    const { openapi } = await overlaid({ a: [] }, overlay, overlay);
    expect((openapi.value as { a: unknown[] }).a).toHaveLength(10_000);
  });
});

describe('a description', () => {
  const MODULE =
    "export const openapi = Object.freeze({ openapi: '3.1.0', info: Object.freeze({ title: 'A' }), list: [] });\n";
  const one = (update: string, target = '$.info') =>
    `{ overlay: '1.1.0', info: { title: 'B', version: '1' }, actions: [{ target: '${target}', update: ${update} }] }`;

  it('applies the overlays that it exports, then those that are given', async () => {
    const folder = await folderWith({
      'a.mjs': `${MODULE}export const overlays = [${one("{ title: 'B' }")}, ${one('1', '$.list')}];\n`,
      'b.overlay.yaml': overlayText('  - { target: $.info, update: { title: C } }\n  - { target: $.list, update: 1 }'),
      'c.overlay.json': JSON.stringify({
        overlay: '1.0.0',
        info: { title: 'C', version: '1' },
        actions: [{ target: '$.list', update: 2 }],
      }),
    });
    const own = await loadDescription(join(folder, 'a.mjs'));
    expect(own.openapi.value).toEqual({ openapi: '3.1.0', info: { title: 'B' }, list: [1] });
    expect(own.openapi.locate('/info/title')).toEqual({
      file: join(folder, 'a.mjs'),
      pointer: '#/overlays/0/actions/0/update/title',
    });
    const overlay = ['b.overlay.yaml', 'c.overlay.json'].map((name) => join(folder, name));
    const given = await loadDescription(join(folder, 'a.mjs'), { overlay });
    expect(given.openapi.value).toEqual({ openapi: '3.1.0', info: { title: 'C' }, list: [1, 2] });
    expect(given.openapi.locate('/list/1')).toEqual({
      file: overlay[1],
      pointer: '#/actions/0/update',
      line: 1,
      column: 85,
    });
    expect(given.notices).toEqual([]);
  });

  it('shows what is wrong with all of its overlays', async () => {
    const folder = await folderWith({
      'a.mjs': `${MODULE}export const overlays = [{ overlay: '1.1.0' }];\n`,
      'b.yaml': 'a: 1\na: 2\n',
      'c.yaml': 'openapi: 3.1.0\n',
    });
    const overlay = ['b.yaml', 'c.yaml', 'd.yaml'].map((name) => join(folder, name));
    const findings = await findingsOf(() => loadDescription(join(folder, 'a.mjs'), { overlay }));
    expect(findings.map(({ code, place }) => [code, place?.file, place?.pointer])).toEqual([
      ['document/wrong-type', join(folder, 'a.mjs'), '#/overlays/0/info'],
      ['document/wrong-type', join(folder, 'a.mjs'), '#/overlays/0/actions'],
      ['document/syntax', overlay[0], undefined],
      ['overlay/not-an-overlay', overlay[1], '#'],
      ['file/not-found', overlay[2], undefined],
    ]);
  });

  it('must export an array of overlays, if any', async () => {
    const folder = await folderWith({ 'a.mjs': `${MODULE}export const overlays = ${one('1')};\n` });
    const findings = await findingsOf(() => loadDescription(join(folder, 'a.mjs')));
    expect(findings).toMatchObject([{ code: 'document/wrong-type', place: { pointer: '#/overlays' } }]);
  });

  it.each([
    { meant: './a.yaml', want: 0 },
    { meant: '../sub%2fa.yaml', want: 1 },
    { meant: '../a%20b.yaml', want: 1 },
    { meant: 'https://example.com/a.yaml', want: 0 },
    { meant: '%zz', want: 1 },
  ])('is said to be another one than the overlay is for: $meant', async ({ meant, want }) => {
    const overlay = `overlay: 1.1.0\n${INFO}\nextends: '${meant}'\nactions: [${FINE}]`;
    const folder = await folderWith({ 'a.yaml': 'b: 1\n', 'a.overlay.yaml': overlay });
    const { notices } = await loadDescription(join(folder, 'a.yaml'), { overlay: [join(folder, 'a.overlay.yaml')] });
    expect(notices).toHaveLength(want);
    if (want > 0) expect(notices).toMatchObject([{ kind: 'other-description', extends: meant, place: { line: 3 } }]);
  });

  it('has its other files changed as well', async () => {
    const folder = await folderWith({
      'a.yaml': 'paths: { /a: { $ref: paths/a.yaml } }\n',
      'paths/a.yaml': 'get: { summary: A }\n',
      'o.yaml': overlayText('  - { target: "$.paths[\'/a\'].get", update: { x: 1 } }'),
    });
    const { openapi } = await loadDescription(join(folder, 'a.yaml'), { overlay: [join(folder, 'o.yaml')] });
    const at = '/paths/~1a/get';
    expect(openapi.value).toMatchObject({ paths: { '/a': { get: { summary: 'A', x: 1 } } } });
    expect(openapi.locate(`${at}/summary`)).toMatchObject({ file: join(folder, 'paths/a.yaml'), line: 1 });
    expect(openapi.locate(`${at}/x`)).toMatchObject({ file: join(folder, 'o.yaml'), line: 4 });
  });
});
