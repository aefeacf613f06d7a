/** The values of the parameter with which a page is requested: the index of its first item, or its number. */
import { accepts } from '../schema/accepts.ts';
import { boundsOf, ofIntegers } from '../schema/bounds.ts';
import type { Schemas } from '../schema/node.ts';
import { keywordOf } from '../schema/walk.ts';
import type { ListMeaning } from './list-meaning.ts';
import type { Parameter } from './types.ts';

/** Keywords that may allow some numbers and refuse others between them. */
const CHOOSING = ['multipleOf', 'enum', 'const', 'pattern', 'anyOf', 'oneOf', 'not', 'if'];

/** So many positions are tried, if a schema has such a keyword. */
const TRIED = 30;

/** The parameter with which pages are requested by counting; `undefined` for cursors, which only a response gives. */
export function positionOf(parameters: readonly Parameter[], paging: ListMeaning['paging']): Parameter | undefined {
  if (!paging || paging.kind === 'cursor') return undefined;
  return parameters.find(({ in: place, name }) => place === 'query' && name === paging.parameter);
}

/** The position of the first page. */
export function firstPosition(paging: NonNullable<ListMeaning['paging']>): number {
  return paging.kind === 'page' ? paging.first : 0;
}

/** The greatest position that a schema allows; `undefined` without a limit. */
export function lastPosition(schemas: Schemas, { node }: Pick<Parameter, 'node'>): number | undefined {
  return ofIntegers(boundsOf(schemas, node)).maximum;
}

/** Whether pages can be requested by counting: each position up to the last one is a valid value. */
export function takesEach(schemas: Schemas, paging: ListMeaning['paging'], parameters: readonly Parameter[]): boolean {
  const parameter = positionOf(parameters, paging);
  if (!paging || !parameter) return true;
  const { node } = parameter;
  if (!CHOOSING.some((keyword) => keywordOf(schemas, node, keyword) !== undefined)) return true;
  const first = firstPosition(paging);
  const last = Math.min(lastPosition(schemas, parameter) ?? Number.POSITIVE_INFINITY, first + TRIED);
  const judging = { schemas, notNeeded: [] };
  const isTaken = (value: number) =>
    accepts(value, node.schema, judging) || accepts(String(value), node.schema, judging);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).every(isTaken);
}
