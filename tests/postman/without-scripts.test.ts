/** `--without-scripts`: nothing in the collection needs a script of Postman. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { call, described } from '../cli/support/cli.ts';
import { operation, withPath } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';

it.each(['parcels.openapi.yaml', 'shop.openapi.yaml'])('%s', async (name) => {
  const { collection } = await generateCollection(await loadDescription(described(name)), { withoutScripts: true });
  const text = JSON.stringify(collection);
  expect(text).not.toMatch(/"exec"|contract\(pm\)|Get an access token|A script fetches|stores an id/);
  expect(collection.item.length).toBeGreaterThan(0);
});

it('has no path variable whose value is a variable of its own name, which Hoppscotch cannot resolve', async () => {
  const description = await loadDescription(described('shop.openapi.yaml'));
  const [scripted, plain] = await Promise.all([
    generateCollection(description).then(({ collection }) => urlsIn(collection)),
    generateCollection(description, { withoutScripts: true }).then(({ collection }) => urlsIn(collection)),
  ]);
  const before = { raw: '{{base_url}}/products/:id', variable: [{ key: 'id', value: '{{id}}' }] };
  expect(scripted).toContainEqual(expect.objectContaining(before));
  const after = { raw: '{{base_url}}/products/{{id}}', host: ['{{base_url}}'], path: ['products', '{{id}}'] };
  expect(plain).toContainEqual(after);
  expect(plain).not.toContainEqual(expect.objectContaining({ raw: before.raw }));
});

it.each([
  { scopes: ['read'], want: '{{token_scope}}' },
  { scopes: [], want: '' },
])('requests the scopes of a variable, since no script does, if there are any: $scopes', async ({ scopes, want }) => {
  const flows = { clientCredentials: { tokenUrl: 'https://a.example/token', scopes: { read: 'Read' } } };
  const oauth = { type: 'oauth2', flows };
  const members = { security: [{ oauth: scopes }], components: { securitySchemes: { oauth } } };
  const folder = await folderWith({ 'a.yaml': JSON.stringify(withPath('/a', { get: operation() }, members)) });
  const description = await loadDescription(join(folder, 'a.yaml'));
  const { collection } = await generateCollection(description, { withoutScripts: true });
  expect(collection.auth?.oauth2).toContainEqual({ key: 'scope', value: want, type: 'string' });
  expect(collection.variable.some(({ key }) => key === 'token_scope')).toBe(want !== '');
});

function urlsIn(collection: unknown): readonly unknown[] {
  const urls: unknown[] = [];
  JSON.stringify(collection, (key, value: unknown) => {
    if (key === 'url') urls.push(value);
    return value;
  });
  return urls;
}

it('says how many requests are left, and no assertion', async () => {
  const folder = await folderWith({});
  const { code, stderr } = await call([
    'generate',
    described('parcels.openapi.yaml'),
    '-o',
    folder,
    '--without-scripts',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/\d+ requests?, 0 assertions/) });
});
