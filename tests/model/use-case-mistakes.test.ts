/** Mistakes in workflows: each has an error or a notice at its place, and none accuses a correct server. */
import { describe, expect, it } from 'vitest';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { document, formatFinding, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const query = (name: string, schema: Members) => ({ name, in: 'query', schema });
const parameters = [
  query('state', { enum: ['new', 'sent'] }),
  query('limit', { type: 'integer', maximum: 9 }),
  query('ids', { type: 'array', items: { type: 'integer' } }),
];
const order = { type: 'object', properties: { id: { type: 'string' } } };
const paths = {
  '/orders': {
    get: operation({ operationId: 'list', parameters, responses: { 200: json(order), 400: { description: 'no' } } }),
  },
  '/free': {
    get: operation({
      operationId: 'free',
      parameters: [{ name: 'filter', in: 'query', schema: { type: 'object', additionalProperties: {} } }],
    }),
  },
};
const model = toModel(document({ paths }));
const locate = (pointer: string) => ({ pointer });

const step = (stepId: string, more: Members = {}) => ({ stepId, operationId: 'list', ...more });
const given = (name: string, value: unknown, place = 'query') => ({ parameters: [{ name, in: place, value }] });

function read(...workflows: Members[]) {
  const found = readUseCases({ document: { arazzo: '1.0.1', workflows }, locate }, model);
  return {
    sent: found.useCases[0]?.steps[0]?.parameters.map(({ name }) => name),
    notices: found.notices.map(({ pointer, message }) => `${pointer} ${message}`),
  };
}

const workflow = (...steps: Members[]) => ({ workflowId: 'w', steps });
const AT = '/workflows/0/steps/0/parameters/0';

describe('a parameter of a step', () => {
  const refused = (name: string, why: string) => `${AT} the parameter "${name}" is not sent as the step has it: ${why}`;

  it.each([
    { name: 'state', value: 'newest', why: 'the value should be one of its enum' },
    { name: 'limit', value: 'many', why: 'the value should be integer' },
    { name: 'limit', value: 10, why: 'the value should be <= 9' },
    { name: 'ids', value: '1,x', why: 'the value should be array' },
  ])('that its schema does not allow is not sent: $name $value', ({ name, value, why }) => {
    expect(read(workflow(step('a', given(name, value))))).toEqual({ sent: [], notices: [refused(name, why)] });
  });

  it.each([
    { name: 'state', value: 'sent' },
    { name: 'limit', value: '5' },
    { name: 'ids', value: '1,2' },
    { name: 'ids', value: '1|2' },
    { name: 'ids', value: 3 },
    { name: 'ids', value: [1, 2] },
  ])('that its schema allows is sent, as a text of the URL, too: $name $value', ({ name, value }) => {
    expect(read(workflow(step('a', given(name, value))))).toEqual({ sent: [name], notices: [] });
  });

  it('is sent where the step wants the refusal', () => {
    const successCriteria = [{ condition: '$statusCode == 400' }];
    expect(read(workflow(step('a', { ...given('state', 'x'), successCriteria })))).toEqual({
      sent: ['state'],
      notices: [],
    });
  });

  it.each([
    {
      name: 'stat',
      place: 'query',
      want: 'is sent as it is: list describes none of this name in query; is `state` meant?',
    },
    { name: 'id', place: 'path', want: 'is not sent: list describes none of this name in path' },
  ])('that the operation does not describe has a notice: $name', ({ name, place, want }) => {
    const { notices } = read(workflow(step('a', given(name, 'x', place))));
    expect(notices).toEqual([`${AT} the parameter "${name}" ${want}`]);
  });

  it('may be a member of an object in the query, or any header', () => {
    expect(read(workflow(step('a', { operationId: 'free', ...given('colour', 'red') }))).notices).toEqual([]);
    expect(read(workflow(step('a', given('X-Trace', '1', 'header')))).notices).toEqual([]);
  });
});

describe('what Arazzo does not have', () => {
  it.each([
    { of: { stepss: [] }, want: '/workflows/0/stepss "stepss" is not read: Arazzo has no such member of a workflow' },
    {
      of: { steps: [step('a', { succesCriteria: [] })] },
      want: '/workflows/0/steps/0/succesCriteria "succesCriteria" is not read: is `successCriteria` meant?',
    },
    {
      of: { steps: [step('a', { assertions: [] })] },
      want: '/workflows/0/steps/0/assertions "assertions" is not read: Arazzo has no such member of a step',
    },
    {
      of: {
        steps: [
          step('a', { successCriteria: [{ conditions: '$statusCode == 200', condition: '$statusCode == 200' }] }),
        ],
      },
      want: '/workflows/0/steps/0/successCriteria/0/conditions "conditions" is not read: Arazzo has no such member of a criterion',
    },
    {
      of: { steps: [step('a', { dependsOn: ['b'] }), step('b', { 'x-own': 1, dependsOn: ['a'] })] },
      want: '/workflows/0/steps/0/dependsOn "dependsOn" of the use cases is not used',
    },
  ])('has a notice: $want', ({ of, want }) => {
    expect(read({ ...workflow(step('a')), ...of }).notices).toEqual([want]);
  });
});

describe('an output', () => {
  it('that no response describes has a notice', () => {
    const outputs = { id: '$response.body#/id', no: '$response.body#/ids' };
    const want = '/workflows/0/steps/0/outputs/no no response of list describes "/ids", which the output "no" is';
    expect(read(workflow(step('a', { outputs }))).notices).toEqual([want]);
  });

  it('of a later step has a notice', () => {
    const outputs = { id: '$response.body#/id' };
    const { notices } = read(workflow(step('a', given('p', '$steps.b.outputs.id')), step('b', { outputs })));
    expect(notices.at(-1)).toBe(
      `${AT}/value "$steps.b.outputs.id" has no value there: it is of a step that is not sent before`,
    );
  });

  it.each([
    { value: '$steps.lst.outputs.id', want: 'there is no step "lst"' },
    { value: '$steps.a.outputs.ids', want: 'the step "a" gives no output "ids"' },
    { value: '$workflows.other.outputs.id', want: 'there is no workflow "other"' },
  ])('that is not there is an error at its place: $value', async ({ value, want }) => {
    const outputs = { id: '$response.body#/id' };
    const found = await findingsOf(() => read(workflow(step('a', { outputs }), step('b', given('p', value)))));
    expect(found.map(({ message, place }) => [message, place?.pointer])).toEqual([
      [want, '/workflows/0/steps/1/parameters/0/value'],
    ]);
  });
});

it.each([
  { of: [{ workflowId: 'w' }], want: '/workflows/0' },
  { of: [workflow(step('a'), step('a'))], want: '/workflows/0/steps/1/stepId' },
  { of: [workflow(step('a')), workflow(step('a'))], want: '/workflows/1/workflowId' },
])('workflows without steps and ids of two are errors: $want', async ({ of, want }) => {
  expect((await findingsOf(() => read(...of))).map(formatFinding)).toEqual([`use-case/unsupported ${want}`]);
});

it('a text in double quotes has a notice that says what to write', () => {
  const successCriteria = [{ condition: '$response.body#/id == "a"' }];
  expect(read(workflow(step('a', { successCriteria }))).notices[0]).toContain('texts stand in single quotes');
});
