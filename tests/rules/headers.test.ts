import { expect, it } from 'vitest';
import { headers } from '../../src/rules/headers.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { request } from '../helpers/orders.ts';

const schemas = { Count: { type: 'integer' }, Deep: { allOf: [{ $ref: '#/components/schemas/Count' }] } };

/** The script that judges a header with a schema. */
function scriptOf(schema: unknown): string {
  const response = { ...json({}), headers: { 'X-Count': { required: true, schema } } };
  const paths = { '/a': { get: operation({ responses: { 200: response } }) } };
  const model = toModel(document({ paths, components: { schemas } }));
  const expected = { status: 200, response: model.operations[0]?.responses[0] };
  if (!expected.response) throw new Error('no response');
  const [assertion] = headers.assertions({
    request: request({ expected: { status: 200, response: expected.response } }),
    model,
  });
  return assertion?.script.text ?? '';
}

/** The notices on a header, and the script that judges it. */
function judgingOf(header: object) {
  const response = { ...json({}), headers: { 'X-Count': { required: true, ...header } } };
  const model = toModel(document({ paths: { '/a': { get: operation({ responses: { 200: response } }) } } }));
  const [found] = model.operations[0]?.responses ?? [];
  if (!found) throw new Error('no response');
  const [assertion] = headers.assertions({ request: request({ expected: { status: 200, response: found } }), model });
  return { script: assertion?.script.text, notices: model.notices.map(({ message }) => message) };
}

const ONLY_THERE = "expectHeader('X-Count', true);";

it('a header of JSON is judged as JSON', () => {
  const schema = { type: 'object', required: ['a'] };
  const { script, notices } = judgingOf({ content: { 'application/json': { schema } } });
  expect(script).toMatch(
    /^expectHeader\('X-Count', true\);\nexpectValid\(JSON\.parse\(pm\.response\.headers\.get\('X-Count'\)\), /,
  );
  expect(notices).toEqual([]);
});

it.each([
  { header: { schema: { type: 'object' } }, why: 'its schema has objects or lists in it' },
  { header: { schema: { type: 'array', items: { type: 'array' } } }, why: 'its schema has objects or lists in it' },
  { header: { content: { 'text/csv': { schema: { type: 'string' } } } }, why: 'it is text/csv' },
])('of a header that no script reads, only its presence is judged, which is told: $header', ({ header, why }) => {
  const message = `the value of the header "X-Count" is not asserted: ${why}`;
  expect(judgingOf(header)).toEqual({ script: ONLY_THERE, notices: [message] });
});

it.each([
  { schema: { type: 'integer' } },
  { schema: { $ref: '#/components/schemas/Count' } },
  { schema: { $ref: '#/components/schemas/Count', minimum: 1 } },
  { schema: { allOf: [{ type: 'integer' }] } },
  { schema: { $ref: '#/components/schemas/Deep' } },
])('a header is read as the number that $schema says, for its type is put on top', ({ schema }) => {
  expect(scriptOf(schema)).toMatch(/'X-Count', \{\s*type: 'integer'/);
});
