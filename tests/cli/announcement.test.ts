import { expect, it } from 'vitest';
import { announcement } from '../../src/cli/announcement.ts';
import type { RunTarget } from '../../src/cli/target.ts';
import type { RunPlan } from '../../src/run/plan.ts';

const DESCRIBED = 'https://login.example/oauth/token';

it.each([
  { where: 'another host', base: 'http://127.0.0.1:4010/v1', want: `, with tokens from ${DESCRIBED}` },
  { where: 'the host of the target', base: 'https://login.example/v1', want: '' },
  { where: 'what TOKEN_URL says', base: 'http://a.example', given: 'http://a.example/t', want: '' },
  {
    where: 'a URL with credentials',
    base: 'http://a.example',
    given: 'https://a:b@c.example/t?d=e',
    want: ', with tokens from https://c.example/t',
  },
  {
    where: 'where the OpenID configuration says',
    base: 'http://a.example',
    configuration: 'https://id.example/.well-known/openid-configuration',
    want: ', with tokens from the endpoint that https://id.example/.well-known/openid-configuration names',
  },
  { where: 'no URL', base: 'http://a.example', given: '', want: '' },
  { where: 'nowhere', base: 'http://a.example', asksForToken: false, want: '' },
])('says before a run where tokens come from: $where', ({ base, given, configuration, asksForToken = true, want }) => {
  const variables = {
    base_url: base,
    ...(given !== undefined && { token_url: given }),
    ...(configuration !== undefined && { openid_configuration_url: configuration }),
  };
  const target = { variables, live: false, writes: 'all' } as unknown as RunTarget;
  const plan = { requests: [{ asksForToken }], notSent: [] } as unknown as RunPlan;
  const collection = { variable: [{ key: 'token_url', value: DESCRIBED }] };
  expect(announcement(plan, target, { lists: 0, collection })).toBe(`1 request to ${base}${want}.`);
});
