import { describe, expect, it } from 'vitest';
import { toUseCases } from '../../src/model/read-use-cases.ts';
import { document, formatFinding, type Members, operation, toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const securitySchemes = { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } };
const paths = { '/orders': { get: operation({ operationId: 'orders' }) } };
const model = toModel(document({ paths, components: { securitySchemes } }));

function useCases(...workflows: unknown[]) {
  return toUseCases({ document: { arazzo: '1.0.1', workflows }, locate: (pointer) => ({ pointer }) }, model);
}

const step = (more: Members = {}) => ({ stepId: 'list', operationId: 'orders', ...more });
const withParameter = (value: unknown, place = 'query') => ({
  workflowId: 'w',
  steps: [
    step({
      parameters: [{ name: 'p', in: place, value }],
      outputs: { order_id: '$response.body#/0/id', 'order-id': '$response.body#/0/id' },
    }),
  ],
});

it('reads a workflow, with what it hands on', () => {
  const list = {
    workflowId: 'list',
    summary: 'List them',
    description: 'All of them.',
    steps: [step({ description: 'Ask.', outputs: { first: '$response.body#/0/id' } })],
    outputs: { order_id: '$steps.list.outputs.first' },
  };
  const look = { workflowId: 'look', steps: [step({ operationId: '$sourceDescriptions.shop.orders' })] };
  expect(useCases(list, look)).toEqual([
    {
      id: 'list',
      title: 'List them',
      description: 'All of them.',
      steps: [{ id: 'list', description: 'Ask.', operation: 'orders', parameters: [] }],
      outputs: [{ variable: 'order_id', step: 'list', body: '/0/id' }],
    },
    {
      id: 'look',
      title: 'look',
      description: '',
      steps: [{ id: 'list', description: '', operation: 'orders', parameters: [] }],
      outputs: [],
    },
  ]);
});

describe('a parameter of a step', () => {
  it.each([
    { value: 'text', want: { kind: 'literal', value: 'text' } },
    { value: 10, want: { kind: 'literal', value: 10 } },
    { value: ['a', null], want: { kind: 'literal', value: ['a', null] } },
    { value: '5 $', want: { kind: 'literal', value: '5 $' } },
    { value: undefined, want: { kind: 'literal', value: '' } },
    { value: '$workflows.list.outputs.order_id', want: { kind: 'output', variable: 'order_id' } },
    { value: '$steps.list.outputs.order-id', want: { kind: 'output', variable: 'order-id' } },
  ])('is $want.kind for $value', ({ value, want }) => {
    expect(useCases(withParameter(value))[0]?.steps[0]?.parameters).toEqual([{ name: 'p', in: 'query', value: want }]);
  });

  it('of the workflow comes first, and is left out where it carries credentials', () => {
    const parameters = ['Authorization', 'x-key', 'X-Other'].map((name) => ({
      name,
      in: 'header',
      value: '$inputs.a',
    }));
    const own = { name: 'own', in: 'query', value: 1 };
    const [read] = useCases({ workflowId: 'w', parameters, steps: [step({ parameters: [own] })] });
    expect(read?.steps[0]?.parameters.map(({ name }) => name)).toEqual(['X-Other', 'own']);
  });
});

describe('a mistake is shown where it stands', () => {
  const at = '/workflows/0';

  it.each([
    {
      what: 'an output that no step gives',
      workflow: { steps: [step({ parameters: [{ name: 'p', in: 'query', value: '$steps.list.outputs.no' }] })] },
      want: `use-case/unsupported ${at}`,
    },
    { what: 'a workflow that is null', workflow: null, want: `document/wrong-type ${at}` },
    { what: 'steps that are an object', workflow: { steps: {} }, want: `document/wrong-type ${at}/steps` },
    {
      what: 'an operation that is not there',
      workflow: { steps: [step({ operationId: 'no' })] },
      want: `use-case/unknown-operation ${at}/steps/0/operationId`,
    },
    {
      what: 'a step by path',
      workflow: { steps: [{ stepId: 'a', operationPath: '#/paths' }] },
      want: `use-case/unsupported ${at}/steps/0`,
    },
    {
      what: 'a parameter without a place',
      workflow: withParameter(1, ''),
      want: `use-case/unsupported ${at}/steps/0/parameters/0`,
    },
    {
      what: 'an expression of another kind',
      workflow: withParameter('$statusCode'),
      want: `use-case/unsupported ${at}/steps/0/parameters/0/value`,
    },
    {
      what: 'an output that is no member of a body',
      workflow: { steps: [step({ outputs: { a: '$statusCode' } })], outputs: { a: '$steps.list.outputs.a' } },
      want: `use-case/unsupported ${at}/outputs/a`,
    },
    {
      what: 'an output of a step that is not there',
      workflow: { steps: [], outputs: { a: '$steps.no.outputs.a' } },
      want: `use-case/unsupported ${at}/outputs/a`,
    },
    {
      what: 'an output that is no text',
      workflow: { steps: [], outputs: { a: { toString: null } } },
      want: `use-case/unsupported ${at}/outputs/a`,
    },
  ])('$what', async ({ workflow, want }) => {
    expect((await findingsOf(() => useCases(workflow))).map(formatFinding)).toEqual([want]);
  });
});
