/** The proxy of a request is that which both clients take. The table is what they did with a proxy on this machine. */
import { expect, it } from 'vitest';
import { proxyFor } from '../../src/core/proxy.ts';
import { clientEnvironment } from '../../src/run/private-folder.ts';

const P = 'http://proxy.example:3128';

it.each([
  { url: 'http://api.example/a', env: { HTTP_PROXY: P }, want: 'proxy.example:3128' },
  { url: 'http://api.example/a', env: { HTTPS_PROXY: P }, want: undefined },
  { url: 'https://api.example/a', env: { HTTP_PROXY: P }, want: 'proxy.example:3128' },
  { url: 'https://api.example/a', env: { HTTPS_PROXY: P }, want: 'proxy.example:3128' },
  { url: 'https://api.example/a', env: { https_proxy: 'proxy.example:3128' }, want: 'proxy.example:3128' },
  { url: 'https://api.example/a', env: { ALL_PROXY: P }, want: undefined },
  { url: 'https://api.example/a', env: { HTTPS_PROXY: P, NO_PROXY: 'example' }, want: undefined },
  { url: 'https://api.example/a', env: { HTTPS_PROXY: P, NO_PROXY: 'other, .api.example' }, want: undefined },
  { url: 'https://api.example/a', env: { HTTPS_PROXY: P, NO_PROXY: 'pi.example' }, want: 'proxy.example:3128' },
  {
    url: 'https://api.example:444/a',
    env: { HTTPS_PROXY: P, NO_PROXY: 'api.example:443' },
    want: 'proxy.example:3128',
  },
  { url: 'https://api.example/a', env: { HTTPS_PROXY: P, no_proxy: '*' }, want: undefined },
  { url: 'http://127.0.0.1:4010/a', env: { HTTP_PROXY: P }, want: undefined },
  { url: 'http://localhost:4010/a', env: { HTTP_PROXY: P, NO_PROXY: 'other' }, want: undefined },
])('$url with $env: $want', ({ url, env, want }) => {
  expect(proxyFor(new URL(url), env).proxy?.host).toBe(want);
});

it('a client reaches this machine without the proxy, and gets no other variable', () => {
  expect(clientEnvironment('/home', { HTTP_PROXY: P, no_proxy: 'intra.example', CI_TOKEN: 'x' })).toEqual({
    HTTP_PROXY: P,
    NO_PROXY: 'intra.example,localhost,127.0.0.1',
    HOME: '/home',
    USERPROFILE: '/home',
  });
});
