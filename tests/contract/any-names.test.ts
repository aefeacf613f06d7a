import { expect, it } from 'vitest';
import { optionalArguments } from '../../src/contract/arguments.ts';
import { leftOut } from '../../src/contract/left-out.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const named = { type: 'object', properties: { page: { type: 'integer' }, sort: { type: 'string' } } };
const any = { type: 'object', additionalProperties: { type: 'string' } };
const TOLD = 'GET /a: "q" stands for query parameters of any names, of which none is shown';

it.each([
  { what: 'an object by the default style', more: { schema: named }, want: ['page=0', 'sort=text'] },
  { what: 'one with brackets', more: { style: 'deepObject', schema: named }, want: ['q[page]=0', 'q[sort]=text'] },
  { what: 'one with an example', more: { schema: any, example: { a: 'b' } }, want: ['a=b'] },
  { what: 'one of any names', more: { schema: any }, want: [], told: [TOLD] },
  { what: 'one of any names with brackets', more: { style: 'deepObject', schema: any }, want: [], told: [TOLD] },
  { what: 'a required one', more: { schema: any, required: true }, want: [] },
])('of an optional object in a query, its members are shown, or a notice says that none is: $what', (given) => {
  const parameters = [{ name: 'q', in: 'query', ...given.more }];
  const model = toModel(withPath('/a', { get: operation({ parameters }) }));
  const [read] = model.operations;
  const shown = read ? optionalArguments(read, model) : [];
  const rows = shown.map(({ name, value }) => `${name}=${value.kind === 'text' ? value.text : ''}`);
  expect(shown.every(({ enabled }) => !enabled)).toBe(true);
  expect(rows).toEqual(given.want);
  expect(leftOut(model).flatMap(({ message }) => (message.includes('any names') ? [message] : []))).toEqual(
    given.told ?? [],
  );
});
