/** Builders of descriptions for the tests of inference, and what is proposed of them. */
import { findList } from '../../src/infer/find-list.ts';
import { inferList } from '../../src/infer/infer-list.ts';
import type { ListMeaning } from '../../src/model/list-meaning.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ApiModel } from '../../src/model/types.ts';

export type Schema = Record<string, unknown>;

export const text = { type: 'string' };
export const integer = { type: 'integer' };
export const moment = { type: 'string', format: 'date-time' };

export function object(
  properties: Record<string, Schema>,
  required: readonly string[] = Object.keys(properties),
): Schema {
  return { type: 'object', required, properties };
}

export function arrayOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function query(name: string, schema: Schema, more: object = {}): object {
  return { name, in: 'query', schema, ...more };
}

export function answer(schema: Schema, headers: object = {}): object {
  return { 200: { description: '', headers, content: { 'application/json': { schema } } } };
}

/** A GET that answers with a body; `parameters` are those of its path too. */
export function get(body: Schema, parameters: readonly object[] = [], more: object = {}): object {
  return { get: { parameters, responses: answer(body), ...more } };
}

export function inPath(name: string, schema: Schema): object {
  return { name, in: 'path', required: true, schema };
}

export function toModel(paths: object, schemas: Record<string, Schema> = {}): ApiModel {
  const document = { openapi: '3.1.1', info: { title: 'API', version: '1' }, paths, components: { schemas } };
  return toApiModel({ document, locate: (pointer) => ({ pointer }) });
}

/** What most lists are: where a list is so, the tables below do not say it. */
const USUAL = {
  fullPages: false,
  pageFacts: [],
  ordered: false,
  agreement: 'plain',
  detailsAt: '',
  readable: true,
  filters: [],
};

/** What is proposed of the list at a path, but for the schemas and what is as usual; and what was left out, with the reason. */
export function inferredAt(path: string, model: ApiModel) {
  const operation = model.operations.find((candidate) => candidate.path === path && candidate.method === 'get');
  if (!operation || operation.list || operation.noList) return { list: operation?.list?.degree, out: [] };
  const found = findList(model, operation);
  const { suggested, notes } = found ? inferList(found) : { suggested: undefined, notes: [] };
  const { itemNode: _, degree: __, ...list } = suggested ?? ({} as Partial<ListMeaning>);
  const unusual = Object.entries(list).filter(
    ([name, value]) =>
      !CAREFUL.has(name) && JSON.stringify(value) !== JSON.stringify(USUAL[name as keyof typeof USUAL]),
  );
  const out = notes.filter(({ kind }) => kind === 'left-out').map(({ what, why }) => `${what}: ${why}`);
  return { list: suggested && (Object.fromEntries(unusual) as Partial<ListMeaning>), out };
}

/** What the list of the first operation means once everything that is proposed of it is accepted. */
export function suggestedOf(model: ApiModel): ListMeaning | undefined {
  const found = model.operations[0] && findList(model, model.operations[0]);
  return found && inferList(found).suggested;
}

/** What is only said so that nothing more is asserted of a list than was read. */
const CAREFUL: ReadonlySet<string> = new Set(['inParts', 'beyondMaximum', 'aliases']);

export const Ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A list of things by some parameters. */
export function thingsBy(
  parameters: object | readonly object[],
  members: Record<string, Schema> = {},
  required: readonly string[] = ['id', ...Object.keys(members)],
): ApiModel {
  const thing = object({ id: text, ...members }, required);
  return toModel({ '/things': get(arrayOf(thing), [parameters].flat() as object[]) });
}
