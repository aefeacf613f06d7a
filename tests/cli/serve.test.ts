/** `serve` as people start it: a process that answers until it is asked to stop. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { document } from '../helpers/builders.ts';
import { captured } from '../helpers/captured.ts';
import { folderWith } from '../helpers/folder.ts';
import { described, INCIDENT, start } from './support/cli.ts';

const SERVED = [
  { file: described('library.openapi.yaml'), path: '/api/loans', bearer: true, want: 45 },
  { file: described('notes.openapi.json'), path: '/notes', basic: true, want: 45 },
  { file: INCIDENT, path: '/incident/b2b/v1/incidents', want: 60 },
];

describe.each(SERVED)('serve $file', ({ file, path, want, ...kind }) => {
  it('says where it is and how to get in, answers with its data, and stops when asked to', async () => {
    const { child, ended, says } = start(['serve', file, '--port', '0']);
    const printed = await says(' at http://127.0.0.1:');
    const [origin = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    expect((await fetch(origin + path)).status).toBe(401);
    const answer = await fetch(origin + path, { headers: await credentials(origin, kind) });
    expect(answer.headers.get('Server')).toBe('postman-contract reference server');
    const body = (await answer.json()) as unknown[] | { data: unknown[] };
    expect({ status: answer.status, items: ('data' in body ? body.data : body).length }).toEqual({
      status: 200,
      items: want,
    });

    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    const { pathname } = new URL(path, origin);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        new RegExp(
          `^Press Ctrl-C to stop\\.\\n\\d\\d:\\d\\d:\\d\\d  401  GET ${pathname}  \\d+ ms\\n[\\s\\S]*  200  GET ${pathname}  \\d+ ms\\n$`,
        ),
      ),
    });
    expect(stdout).toMatch(/^[\w ]+ at http:\/\/127\.0\.0\.1:\d+\S*\n/);
  });
});

it('a title is a text, and nothing that a terminal or a log obeys', async () => {
  const text = JSON.stringify(document({ info: { title: '::error::x \u001b[2J', version: '1' } }));
  const file = join(await folderWith({ 'api.json': text }), 'api.json');
  const { written, ...streams } = captured();
  await main(['serve', file, '--port', '0'], {
    ...streams,
    env: {},
    signal: AbortSignal.abort('SIGTERM'),
    isolated: false,
  });
  expect(written.stdout).toMatch(/^\\x3a:error::x \\x1b\[2J at http:/);
});

async function credentials(
  origin: string,
  kind: { bearer?: boolean; basic?: boolean },
): Promise<Record<string, string>> {
  if (kind.bearer) return { Authorization: 'Bearer local-token-not-a-secret' };
  if (kind.basic) return { Authorization: `Basic ${btoa('local-user:local-password-not-a-secret')}` };
  const answer = await fetch(`${origin}/oauth/v3/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('local-client:local-secret-not-a-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return { Authorization: `Bearer ${token}`, 'x-api-key': 'local-key-not-a-secret' };
}
