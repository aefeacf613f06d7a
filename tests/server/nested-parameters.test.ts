/** What the collection sends for arrays and objects in a parameter, for which no style defines anything, the server reads. */
import { expect, it } from 'vitest';
import { serialize } from '../../src/contract/serialize.ts';
import { sampleValue } from '../../src/schema/sample.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const PAIR = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'integer' } } };
const listOf = (items: object) => ({ type: 'array', items, minItems: 1 });
const MESSAGES = { type: 'object', required: ['m'], properties: { m: listOf(PAIR), n: { type: 'integer' } } };
const DEEP = {
  type: 'object',
  required: ['o'],
  properties: { o: { type: 'object', required: ['p'], properties: { p: PAIR } } },
};
const NUMBERS = { type: 'object', required: ['n'], properties: { n: { ...listOf({ type: 'integer' }), minItems: 2 } } };
const SCHEMAS = { MESSAGES, DEEP, NUMBERS, PAIRS: listOf(PAIR), MATRIX: listOf(listOf({ type: 'integer' })) };

const styles = [
  { in: 'query', style: 'form', explode: true },
  { in: 'query', style: 'form', explode: false },
  { in: 'header', style: 'simple', explode: true },
  { in: 'header', style: 'simple', explode: false },
  { in: 'path', style: 'simple', explode: true },
  { in: 'path', style: 'simple', explode: false },
];
const cases = styles.flatMap((style) =>
  Object.keys(SCHEMAS).map((name) => ({ ...style, name: name as keyof typeof SCHEMAS })),
);

it.each(cases)('$name in a $in by $style, explode $explode', async ({ name, ...style }) => {
  const parameters = [{ name: 'p', required: true, ...style, schema: SCHEMAS[name] }];
  const get = { parameters, responses: { 204: { description: '' }, 400: { description: '' } } };
  const model = toModel(withPath(style.in === 'path' ? '/a/{p}' : '/a', { get }));
  const [parameter] = model.operations[0]?.parameters ?? [];
  if (!parameter) throw new Error('no parameter');
  const rows = serialize(parameter, sampleValue(parameter.node, model));
  const written = rows.map((row) => [row.name, row.encoded ?? encodeURIComponent(row.text)] as const);
  const query = written.map(([key, text]) => `${encodeURIComponent(key)}=${text}`).join('&');
  const paths = { path: `/a/${written[0]?.[1]}`, query: `/a?${query}`, header: '/a' };
  const headers = style.in === 'header' ? { p: rows[0]?.text ?? '' } : {};
  const server = createReferenceServer(model, {});
  const statusOf = async (path: string, more: Record<string, string>) =>
    (await server.fetch(new Request(`${model.baseUrl}${path}`, { headers: more }))).status;
  expect(await statusOf(paths[style.in as keyof typeof paths], headers)).toBe(204);
  const wrong = { path: '/a/%5B%7B', query: '/a?p=%5B%7B', header: '/a' };
  expect(await statusOf(wrong[style.in as keyof typeof paths], style.in === 'header' ? { p: '[{' } : {})).toBe(400);
});

it.each([
  { sent: 'null', want: 204 },
  { sent: 'text', want: 400 },
])('null is a value where OpenAPI 3.0 allows nothing else: $sent gets $want', async ({ sent, want }) => {
  const parameters = [
    { name: 'p', in: 'query', required: true, schema: { type: 'string', nullable: true, enum: [null] } },
  ];
  const get = { parameters, responses: { 204: { description: '' }, 400: { description: '' } } };
  const model = toModel({ ...withPath('/a', { get }), openapi: '3.0.3' });
  const { status } = await createReferenceServer(model, {}).fetch(new Request(`${model.baseUrl}/a?p=${sent}`));
  expect(status).toBe(want);
});
