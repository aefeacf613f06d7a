/** What may write goes to no item that only a list shows, where the collection can make one, or cannot know which one it has made. */
import { expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { sentBy } from './support/sent.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const thing = (id: object) => ({ type: 'object', required: ['id'], properties: { id, color: text } });
const inPath = (schema: object) => [{ name: 'id', in: 'path', required: true, schema }];
const gone = operation({ operationId: 'drop', responses: { 204: { description: '' }, 404: { description: '' } } });
const changes = (...statuses: readonly number[]) =>
  operation({
    operationId: 'change',
    requestBody: json({ type: 'object' }),
    responses: Object.fromEntries(statuses.map((status) => [status, json(thing(text))])),
  });
const list = (id: object) =>
  operation({ operationId: 'list', responses: { 200: json({ type: 'array', items: thing(id) }) } });
const makes = (status: number, id: object) =>
  operation({ operationId: 'make', requestBody: json({ type: 'object' }), responses: { [status]: json(thing(id)) } });

async function sent(ofList: Members, ofItem: Members, id: object): Promise<readonly string[]> {
  const show = operation({ operationId: 'show', responses: { 200: json(thing(id)), 404: { description: '' } } });
  const paths = { '/things': ofList, '/things/{id}': { parameters: inPath(id), get: show, ...ofItem } };
  const { model } = inferMeaning(toModel(document({ paths })));
  return (await sentBy(model)).flatMap(({ isOfContract, text: one }) => (isOfContract ? [] : [one]));
}

it.each([
  { method: 'put', id: text, statuses: [200, 201], want: ['list', 'show {id}', 'change text', 'drop text'] },
  { method: 'patch', id: text, statuses: [201], want: ['list', 'show {id}', 'change text', 'drop text'] },
  { method: 'put', id: text, statuses: [200], want: ['list', 'show {id}', 'change {id}', 'drop {id}'] },
  { method: 'put', id: integer, statuses: [200, 201], want: ['list', 'show {id}', 'change {id}', 'drop {id}'] },
])('a $method with $statuses makes an item with a name that the client gives: $id.type', async (given) => {
  const { method, id, statuses, want } = given;
  const all = await sent({ get: list(id) }, { [method]: changes(...statuses), delete: gone }, id);
  expect(all.toSorted()).toEqual(want.toSorted());
});

it.each([
  { status: 201, id: integer, want: 'drop {created_id}' },
  { status: 202, id: integer, want: 'drop 999999997' },
  { status: 202, id: { ...integer, enum: [1, 2] }, want: 'drop 1' },
  { status: 202, id: { ...integer, maximum: 99 }, want: 'drop 0' },
  { status: 202, id: text, want: 'drop text' },
])('what a POST with $status may have made is deleted as "$want" of ids $id', async ({ status, id, want }) => {
  const all = await sent({ get: list(id), post: makes(status, id) }, { delete: gone }, id);
  expect(all.filter((one) => one.startsWith('drop'))).toEqual([want]);
});

it.each([
  { id: integer, want: ['show {id}', 'change 999999997', 'drop 999999997'] },
  { id: { type: 'number' }, want: ['show {id}', 'change 999999997', 'drop 999999997'] },
  { id: { ...integer, maximum: 12 }, want: ['show {id}', 'change {id}', 'drop {id}'] },
  { id: { ...integer, example: 7 }, want: ['show {id}', 'change {id}', 'drop {id}'] },
  { id: text, want: ['show {id}', 'change {id}', 'drop {id}'] },
])('what may write goes to no item that nothing showed: $id', async ({ id, want }) => {
  const show = operation({ operationId: 'show', responses: { 200: json(thing(id)), 404: { description: '' } } });
  const paths = { '/things/{id}': { parameters: inPath(id), get: show, put: changes(200), delete: gone } };
  const all = await sentBy(toModel(document({ paths })));
  expect(all.flatMap(({ isOfContract, text: one }) => (isOfContract ? [] : [one])).toSorted()).toEqual(want.toSorted());
});

it.each([
  { path: '/shelves/{shelf}/things/{id}', want: 'drop 999999997 {shelf}' },
  { path: '/shelves/{shelf}/things/{id}/drop', want: 'drop 999999997 {shelf}' },
])('what is above an item of $path has a sample', async ({ path, want }) => {
  const parameters = [...inPath(integer), { name: 'shelf', in: 'path', required: true, schema: integer }];
  const all = await sentBy(toModel(document({ paths: { [path]: { parameters, post: gone } } })));
  expect(all.flatMap(({ isOfContract, text: one }) => (isOfContract ? [] : [one]))).toEqual([want]);
});
