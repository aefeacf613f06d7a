/** Values where null cannot be written: in forms, in XML and in URLs. */
import { describe, expect, it } from 'vitest';
import { bodyNotices } from '../../src/contract/body-notices.ts';
import { exampleValue } from '../../src/contract/example-value.ts';
import { bodyOf } from '../../src/contract/request-body.ts';
import type { Json } from '../../src/core/json.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const responses = { 204: { description: '' } };
const EITHER = { anyOf: [{ type: 'null' }, { type: 'string' }] };
const SHOWN = { type: ['string', 'null'], examples: [null] };

function sent(type: string, schema: object) {
  const requestBody = { required: true, content: { [type]: { schema } } };
  const model = toModel(withPath('/a', { post: { requestBody, responses } }));
  const [operation] = model.operations;
  if (!operation) throw new Error('no operation');
  const notes = bodyNotices(operation, model).map(({ message }) => message);
  return { value: bodyOf(operation, model)?.value, notes };
}

const FORM = 'application/x-www-form-urlencoded';
const schema = {
  type: 'object',
  required: ['a', 'b', 'd'],
  properties: { a: EITHER, b: SHOWN, c: SHOWN, d: { type: 'null' } },
};

describe('what a body requires', () => {
  it.each([FORM, 'multipart/form-data', 'application/xml'])(
    'is not null in %s, if it may be something else',
    (type) => {
      const { value, notes } = sent(type, { ...schema, required: ['a', 'b'] });
      expect(value).toEqual({ a: 'text', b: 'text', c: null, d: null });
      expect(notes).toEqual(['POST /a: "b" is sent with a value: its place in the body has no null']);
    },
  );

  it('may be null in JSON', () => {
    expect(sent('application/json', schema)).toEqual({ value: { a: null, b: null, c: null, d: null }, notes: [] });
  });

  it('is null where nothing else is allowed', () => {
    expect(sent(FORM, schema).value).toEqual({ a: 'text', b: 'text', c: null, d: null });
  });

  it('is not null at any depth', () => {
    const inner = { type: 'object', required: ['k'], properties: { k: EITHER } };
    const properties = { list: { type: 'array', items: inner }, one: inner };
    expect(sent('application/xml', { type: 'object', properties }).value).toEqual({
      list: [{ k: 'text' }],
      one: { k: 'text' },
    });
  });
});

it.each<{ what: object; want: Json }>([
  { what: { schema: EITHER }, want: 'text' },
  { what: { schema: { type: 'array', items: EITHER, minItems: 1 } }, want: ['text'] },
  {
    what: { schema: { type: 'object', required: ['k'], properties: { k: EITHER } }, style: 'deepObject' },
    want: { k: 'text' },
  },
  { what: { schema: { type: ['integer', 'null'], default: null } }, want: 0 },
  { what: { content: { 'application/json': { schema: { type: 'array', items: EITHER } } } }, want: [null] },
])('a parameter with $what is sent as $want', ({ what, want }) => {
  const parameters = [{ name: 'p', in: 'query', required: true, ...what }];
  const model = toModel(withPath('/a', { get: { parameters, responses } }));
  const [parameter] = model.operations[0]?.parameters ?? [];
  if (!parameter) throw new Error('no parameter');
  expect(exampleValue(parameter, model)).toEqual(want);
});
