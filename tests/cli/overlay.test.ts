/** `--overlay` on the commands. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { overlayText } from '../helpers/overlays.ts';
import { call, described, execute, start } from './support/cli.ts';

const LIBRARY = described('library.openapi.yaml');
const TITLE = overlayText(
  "  - target: $.info\n    update: { title: Books }\n  - target: $.paths['/gone']\n    remove: true",
);
const PATH = overlayText(
  '  - target: $.paths\n    update:\n      /shelves:\n        get:\n          summary: List the shelves\n          responses: { 200: { description: Fine } }',
);
const WRONG = overlayText(
  "  - target: $.info\n    update: Books\n  - target: $.paths['/loans'].get\n    update: { parameters: { name: x } }",
);

describe('generate', () => {
  it('applies two overlays in order, and says once what matched nothing', async () => {
    const folder = await folderWith({
      'api.yaml': await readFile(LIBRARY, 'utf8'),
      'overlays/a.overlay.yaml': TITLE,
      'overlays/b.overlay.yaml': PATH,
    });
    const overlays = ['--overlay', 'overlays/a.overlay.yaml', '--overlay', 'overlays/b.overlay.yaml'];
    const argv = ['api.yaml', '-o', 'out', ...overlays];
    const { code, stderr } = await execute(['generate', ...argv], { cwd: folder });
    const notice = `overlay: overlays/a.overlay.yaml:6:5: target "$.paths['/gone']" matches nothing\n`;
    expect({ code, notices: stderr.match(/^overlay: .*\n/gm) }).toEqual({ code: 0, notices: [notice] });
    const text = await readFile(join(folder, 'out/api.postman_collection.json'), 'utf8');
    expect((JSON.parse(text) as { info: { name: string } }).info.name).toBe('Books');
    expect(text).toContain('List the shelves');
    const plain = ['check', join(folder, 'api.yaml'), '-o', join(folder, 'out')];
    const given = ['a', 'b'].flatMap((name) => ['--overlay', join(folder, `overlays/${name}.overlay.yaml`)]);
    expect((await call([...plain, ...given])).code).toBe(0);
    expect((await call(plain)).code).toBe(1);
  });

  it('refuses a wrong overlay, with its places', async () => {
    const folder = await folderWith({ 'a.overlay.yaml': WRONG });
    const file = join(folder, 'a.overlay.yaml');
    const { code, stdout, stderr } = await call(['generate', LIBRARY, '-o', join(folder, 'out'), '--overlay', file]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(
      /^error: a text, number, boolean or null cannot be merged into an object {2,}overlay\/incompatible$/m,
    );
    expect(stderr).toMatch(/^ {2}at {3}\S*a\.overlay\.yaml:5:5 {2}#\/actions\/0\/update$/m);
    expect(stderr).toMatch(/^ {2}at {3}\S*a\.overlay\.yaml:7:15 {2}#\/actions\/1\/update\/parameters$/m);
  });

  it('points into the overlay for a mistake that came from it', async () => {
    const text = overlayText(
      '  - target: $.paths\n    update:\n      /shelves/{id:\n        get: { responses: { 200: { description: Fine } } }',
    );
    const folder = await folderWith({ 'a.overlay.yaml': text });
    const { code, stderr } = await call(['check', LIBRARY, '--strict', '--overlay', join(folder, 'a.overlay.yaml')]);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /path\/unbalanced-brace\n {2}at {3}\S*a\.overlay\.yaml:6:7 {2}#\/actions\/0\/update\/~1shelves~1\{id$/m,
    );
  });
});

it('serve answers as the overlay says, and says what matched nothing', async () => {
  const folder = await folderWith({ 'a.overlay.yaml': TITLE });
  const { child, ended, says } = start(['serve', LIBRARY, '--port', '0', '--overlay', join(folder, 'a.overlay.yaml')]);
  expect(await says(' at http://127.0.0.1:')).toMatch(/^Books at /);
  child.kill('SIGTERM');
  expect((await ended).stderr).toMatch(/^overlay: \S+: target "\$\.paths\['\/gone'\]" matches nothing\nPress Ctrl-C/);
});

it('run notes what matched nothing, in its JSON too', async () => {
  const folder = await folderWith({ 'a.overlay.yaml': TITLE });
  const argv = ['run', described('weather.openapi.yaml'), '--overlay', join(folder, 'a.overlay.yaml'), '--json'];
  const { code, stdout } = await call(argv);
  const notes = expect.arrayContaining([expect.stringContaining("$.paths['/gone']")]) as unknown;
  expect(JSON.parse(stdout)).toMatchObject({ notes });
  expect(code).toBe(0);
});

it.each(['check', 'serve', 'run', 'prove'])('%s refuses a wrong overlay', async (command) => {
  const folder = await folderWith({ 'a.overlay.yaml': 'openapi: 3.1.0\n' });
  const { code, stderr } = await call([command, LIBRARY, '--overlay', join(folder, 'a.overlay.yaml')]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('overlay/not-an-overlay') as unknown });
});

it('--help names the option', async () => {
  expect((await call(['run', '--help'])).stdout).toContain('--overlay <file>');
});
