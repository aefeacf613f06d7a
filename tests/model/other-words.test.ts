/** What is written in another way than OpenAPI has it, and can mean one thing only, or is something that no request depends on. */
import { expect, it } from 'vitest';
import { document, mistakes, operation, toModel, withPath } from '../helpers/builders.ts';

const at = '/paths/~1a/get';
const media = (examples: unknown) => ({
  responses: { 200: { description: '', content: { 'application/json': { schema: {}, examples } } } },
});
const EXAMPLES = `${at}/responses/200/content/application~1json/examples`;

it.each([
  { what: 'examples in an array', more: media([{ a: 1 }]), want: [EXAMPLES] },
  { what: 'an example that is a number', more: media({ one: 1, two: { value: 2 } }), want: [`${EXAMPLES}/one`] },
  { what: 'an example that is the value', more: media({ one: { a: 1 } }), want: [`${EXAMPLES}/one`], isLegal: true },
  { what: 'an example without a value', more: media({ one: { summary: 'One' } }), want: [], isLegal: true },
  {
    what: 'examples of a parameter in an array',
    more: { parameters: [{ name: 'q', in: 'query', schema: {}, examples: ['a'] }] },
    want: [`${at}/parameters/0/examples`],
  },
  { what: 'one tag', more: { tags: 'orders' }, want: [`${at}/tags`] },
  { what: 'a place in capitals', more: { parameters: [{ name: 'q', in: 'Query' }] }, want: [`${at}/parameters/0/in`] },
])('$what leaves out no operation, and has a notice', async ({ more, want, isLegal = false }) => {
  const from = withPath('/a', { get: operation(more) });
  const { operations, notices } = toModel(from);
  const pointers = [...new Set(notices.map(({ pointer }) => pointer))];
  expect([operations.length, pointers]).toEqual([1, want]);
  if (!isLegal) expect(await mistakes(from, { strict: true })).not.toEqual([]);
});

it('reads the place and the tag that are meant', () => {
  const parameters = [{ name: 'q', in: 'Header', schema: {} }];
  const [found] = toModel(withPath('/a', { get: operation({ parameters, tags: 'orders' }) })).operations;
  expect([found?.tags, found?.parameters[0]?.in]).toEqual([['orders'], 'header']);
});

it('reads a text among the tags as the name of one', async () => {
  const from = document({ tags: ['a', { name: 'b', description: 'B' }], paths: { '/a': { get: operation() } } });
  const { tags, notices } = toModel(from);
  expect(tags).toEqual([
    { name: 'a', description: '' },
    { name: 'b', description: 'B' },
  ]);
  expect(notices.map(({ pointer }) => pointer)).toEqual(['/tags']);
  expect(await mistakes(from, { strict: true })).toEqual(['document/wrong-type /tags/0']);
});

it.each([
  { scheme: { type: 'basic' }, want: { kind: 'basic' }, told: 'type' },
  { scheme: { type: 'Bearer' }, want: { kind: 'bearer' }, told: 'type' },
  { scheme: { type: 'HTTP', scheme: 'Bearer' }, want: { kind: 'bearer' }, told: 'type' },
  { scheme: { type: 'apikey', in: 'header', name: 'X-Key' }, want: { kind: 'api-key' }, told: 'type' },
  { scheme: { type: 'apiKey', in: 'Header', name: 'X-Key' }, want: { kind: 'api-key', in: 'header' }, told: 'in' },
])('reads $scheme as it is meant, with a notice', async ({ scheme, want, told }) => {
  const components = { securitySchemes: { key: scheme } };
  const from = document({ components, security: [{ key: [] }], paths: { '/a': { get: operation() } } });
  const { securitySchemes, notices } = toModel(from);
  expect(securitySchemes[0]).toMatchObject(want);
  expect(notices.map(({ pointer }) => pointer)).toEqual([`/components/securitySchemes/key/${told}`]);
  expect(await mistakes(from, { strict: true })).not.toEqual([]);
});
