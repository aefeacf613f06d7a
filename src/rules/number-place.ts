/** Reading and changing the numbers in a response, such as a total: in scripts and in mutations. */
import type { Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { NumberPlace } from '../model/list-meaning.ts';
import type { ApiModel, Response } from '../model/types.ts';
import { isPromised } from '../schema/members.ts';
import { jsonOf } from './answers.ts';
import { replaced } from './mutations.ts';
import type { ContractRequest } from './request.ts';
import type { PlainAnswer } from './rule.ts';
import { joined, js, type Script } from './script.ts';

/** The name of the place for people: the header, or the JSON pointer. */
export function nameOfPlace(place: NumberPlace): string {
  if (place.kind === 'header') return place.name;
  return place.kind === 'member' ? place.pointer : 'Content-Range';
}

/** The script, which does not judge a response without the number, where it is optional. */
export function unlessMissing(place: NumberPlace | undefined, script: Script, response = js`pm.response`): Script {
  if (!place?.optional) return script;
  if (place.kind === 'member') return unlessMissingAt(place.pointer, script, response);
  return joined([js`if (!${response}.headers.has(${nameOfPlace(place)})) skipHere('not-present');`, script], 0);
}

/** The place, optional if the schema of the response does not require the member. */
export function promised(place: NumberPlace, { expected }: ContractRequest, model: ApiModel): NumberPlace {
  if (place.kind !== 'member' || hasAlways(expected.response, place.pointer, model)) return place;
  return { ...place, optional: true };
}

/** Whether every body of a response has the member at a JSON pointer, which is then not `null`. */
export function hasAlways(response: Response, pointer: string, model: ApiModel): boolean {
  const node = jsonOf(response)?.node;
  return node !== undefined && isPromised(model, node, fromPointer(pointer));
}

export function unlessMissingAt(pointer: string, script: Script, response = js`pm.response`): Script {
  return joined([js`if (at(body(${response}), ${pointer}) == null) skipHere('not-present');`, script], 0);
}

/** An expression for the number in a response. */
export function numberScript(place: NumberPlace, response: Script): Script {
  switch (place.kind) {
    case 'header':
      return js`numberIn(${response}, ${place.name})`;
    case 'member':
      return js`numberAt(${response}, ${place.pointer})`;
    case 'content-range':
      return js`totalInRange(${response})`;
  }
}

/** The number in a response; `undefined` if there is none. */
export function numberOf({ headers, body }: PlainAnswer, place: NumberPlace): number | undefined {
  const text = {
    header: () => headers[place.kind === 'header' ? place.name.toLowerCase() : ''],
    'content-range': () => headers['content-range']?.split('/')[1],
    member: () => valueAt(body, fromPointer(place.kind === 'member' ? place.pointer : '')),
  }[place.kind]();
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) ? value : undefined;
}

/** A number as a text, where the response has a text: int64 of protocol buffers, `$count` of OData with IEEE754Compatible. */
function likeThat({ body }: PlainAnswer, { pointer }: { readonly pointer: string }, number: number): Json {
  return typeof valueAt(body, fromPointer(pointer)) === 'string' ? String(number) : number;
}

/** The response with another number; `undefined` if it has no number, or already this one. */
export function withNumber(answer: PlainAnswer, place: NumberPlace, number: number): PlainAnswer | undefined {
  const there = numberOf(answer, place);
  if (there === undefined || there === number) return undefined;
  const header = (name: string, text: string) => ({ ...answer, headers: { ...answer.headers, [name]: text } });
  switch (place.kind) {
    case 'header':
      return header(place.name.toLowerCase(), String(number));
    case 'content-range':
      return header('content-range', `${answer.headers['content-range']?.split('/')[0]}/${number}`);
    case 'member':
      return { ...answer, body: replaced(answer.body, fromPointer(place.pointer), likeThat(answer, place, number)) };
  }
}
