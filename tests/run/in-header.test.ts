import { expect, it } from 'vitest';
import { requireSendable, variablesOfHeaders } from '../../src/run/in-header.ts';
import { findingsOf } from '../helpers/findings.ts';

it('finds the variables that a header has as they are', () => {
  const header = [
    { key: 'X-Key', value: '{{key}}-wrong' },
    { key: 'X', value: '{{off}}', disabled: true },
  ];
  const auth = (type: string, values: Readonly<Record<string, string>>) => ({
    auth: { type, [type]: Object.entries(values).map(([key, value]) => ({ key, value })) },
  });
  const item = [
    { request: { header, url: { query: [{ value: '{{of_query}}' }] }, ...auth('bearer', { token: '{{expired}}' }) } },
    { item: [{ request: auth('basic', { username: '{{user}}', password: '{{password}}' }) }] },
    { request: auth('digest', { username: '{{digest_user}}', password: '{{password}}' }) },
    { request: auth('apikey', { key: 'Authorization', value: 'Token {{own}}', in: 'header' }) },
    { request: auth('apikey', { key: 'k', value: '{{of_query}}', in: 'query' }) },
  ];
  const all = variablesOfHeaders({ item, ...auth('bearer', { token: '{{token}}' }) });
  expect([...all].toSorted()).toEqual(['digest_user', 'expired', 'key', 'own', 'token']);
});

it.each([
  { value: 'schl€ssel', want: 'position 5' },
  { value: 'schlüssel\t\u00ff', want: undefined },
  { value: 'key\n', want: 'position 4' },
  { value: '\u007f', want: 'position 1' },
  { value: '', want: undefined },
])('$value can be sent in a header, or $want is why not', async ({ value, want }) => {
  const check = () => requireSendable(['API-KEY', 'other'], { 'API-KEY': value });
  if (want === undefined) return expect(check).not.toThrow();
  const [finding] = await findingsOf(check);
  expect(finding).toMatchObject({
    code: 'run/unsendable',
    message: `API_KEY has a character that no header can carry (${want})`,
  });
});
