/** Which headers and members of bodies have a new key in each request. */
import { describe, expect, it } from 'vitest';
import { leftOut } from '../../src/contract/left-out.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { document, operation, toModel } from '../helpers/builders.ts';

const modelOf = (name: string, more: object) => {
  const parameter = { name, in: 'header', required: true, schema: { type: 'string' }, ...more };
  const post = operation({
    parameters: [parameter],
    responses: { 201: { description: '' }, 400: { description: '' } },
  });
  return toModel(document({ paths: { '/payments': { post } } }));
};

const valuesOf = async (name: string, more: object) => {
  const collection = toCollection(await toContract(modelOf(name, more), [], async () => undefined));
  const headers = requestsIn(collection).flatMap(({ request }) => request.header);
  return headers.filter(({ key }) => key === name).map(({ value }) => value);
};

describe('a key', () => {
  it.each([
    { name: 'Idempotency-Key', more: { example: '7da7a728-f910-11e6-942a-68f728c1ba70' }, want: '{{$guid}}' },
    { name: 'x-idempotency-key', more: { schema: { type: 'string', maxLength: 40 } }, want: '{{$guid}}' },
    { name: 'Idempotence-Key', more: {}, want: '{{$guid}}' },
    { name: 'X-Request-ID', more: { schema: { type: 'string', format: 'uuid' } }, want: '{{$guid}}' },
    { name: 'PayPal-Request-Id', more: { example: 'a' }, want: '{{$guid}}' },
    { name: 'Idempotency-Key', more: { example: '12', schema: { type: 'string', pattern: '^[0-9]+$' } }, want: '12' },
    { name: 'X-Correlator', more: { example: 'a' }, want: 'a' },
    { name: 'Idempotent-Replayed', more: { example: 'a' }, want: 'a' },
  ])('of $name is $want', async ({ name, more, want }) => {
    const [value] = await valuesOf(name, more);
    expect(value).toBe(want);
  });

  it('of several operations is noted once, and one of its own by itself', () => {
    const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 10 } };
    const post = (parameter: object) => operation({ parameters: [parameter] });
    const shared = { $ref: '#/components/parameters/Key' };
    const paths = { '/a': { post: post(shared) }, '/b': { post: post(shared) }, '/c': { post: post(key) } };
    const model = toModel(document({ paths, components: { parameters: { Key: key } } }));
    expect(leftOut(model).map(({ pointer }) => pointer)).toEqual([
      '/components/parameters/Key/schema',
      '/paths/~1c/post/parameters/0/schema',
    ]);
  });

  it('that takes no UUID is noted, since all requests have the same one', () => {
    const notes = leftOut(modelOf('Idempotency-Key', { schema: { type: 'string', maxLength: 10 } }));
    expect(notes.map(({ message }) => message).join()).toContain('"Idempotency-Key" takes no UUID');
    expect(
      leftOut(modelOf('Idempotency-Key', {}))
        .map(({ message }) => message)
        .join(),
    ).not.toContain('UUID');
  });
});

describe('a member of a body', () => {
  const key = { type: 'string', maxLength: 45 };
  const bodyOf = (name: string, schema: object, type: string) => {
    const properties = { [name]: schema, amount: { type: 'integer', minimum: 1 } };
    const content = { [type]: { schema: { type: 'object', required: [name, 'amount'], properties } } };
    const responses = { 201: { description: '' }, 400: { description: '' } };
    return toModel(document({ paths: { '/payments': { post: operation({ requestBody: { content }, responses }) } } }));
  };
  const bodies = async (model: ReturnType<typeof toModel>) =>
    requestsIn(toCollection(await toContract(model, [], async () => undefined))).map(({ request }) =>
      JSON.stringify(request.body),
    );
  const JSON_TYPE = 'application/json';

  it.each([
    { name: 'idempotency_key', schema: key, type: JSON_TYPE, want: true },
    { name: 'idempotencyKey', schema: { ...key, example: 'a' }, type: JSON_TYPE, want: true },
    { name: 'idempotency_key', schema: key, type: 'application/x-www-form-urlencoded', want: true },
    { name: 'idempotency_key', schema: key, type: 'multipart/form-data', want: true },
    { name: 'idempotency_key', schema: { ...key, maxLength: 10 }, type: JSON_TYPE, want: false },
    { name: 'idempotent', schema: { type: 'boolean' }, type: JSON_TYPE, want: false },
    { name: 'request_id', schema: key, type: JSON_TYPE, want: false },
  ])('$name of $type is new each time: $want', async ({ name, schema, type, want }) => {
    const [first = ''] = await bodies(bodyOf(name, schema, type));
    expect(first.includes('{{$guid}}')).toBe(want);
    expect(first).toContain('amount');
  });

  it('keeps a value that is wrong on purpose, and is new where another is wrong', async () => {
    const all = (await bodies(bodyOf('idempotency_key', key, JSON_TYPE))).map((text) =>
      JSON.parse(JSON.parse(text).raw),
    );
    const keys = all.map(({ amount, idempotency_key: own }) => (amount === 1 ? `${own}` : `of a wrong amount: ${own}`));
    expect(keys).toContain('of a wrong amount: {{$guid}}');
    expect(keys.some((own) => own !== 'undefined' && !own.endsWith('{{$guid}}'))).toBe(true);
    expect(keys.filter((own) => own.startsWith('of a wrong') && !own.endsWith('{{$guid}}'))).toEqual([]);
  });

  it('at any depth is new each time', async () => {
    const payment = { type: 'object', required: ['idempotencyKey'], properties: { idempotencyKey: key } };
    const payments = { type: 'array', minItems: 2, items: payment };
    const [first = ''] = await bodies(bodyOf('payments', payments, JSON_TYPE));
    expect(first.split('{{$guid}}')).toHaveLength(3);
  });

  it('that takes no UUID is noted', () => {
    const notes = leftOut(bodyOf('idempotency_key', { ...key, maxLength: 10 }, JSON_TYPE));
    expect(notes.map(({ message }) => message).join()).toContain('"idempotency_key" takes no UUID');
  });
});
