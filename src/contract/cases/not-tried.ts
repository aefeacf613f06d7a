/** What no request tries, although it is described: one notice for all operations of which the same is so. */
import { bareType, contentKind, isJsonType } from '../../core/media-types.ts';
import type { Notice } from '../../core/notices.ts';
import { toShortList } from '../../core/words.ts';
import { mayLoseBody } from '../../model/methods.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { isBinary } from '../../schema/content-text.ts';
import { acceptsAll, toJudgeable } from '../../schema/to-judgeable.ts';
import { expectedRefusal } from '../refusals.ts';
import { bodyOf } from '../request-body.ts';
import { toldOnce } from '../told-once.ts';
import { membersWithDefault } from './alternative-breaks.ts';
import { brokenBodies, canBreak } from './body-cases.ts';
import { whyNeverMissing } from './parameter-cases.ts';

/** Notices of invalid requests that a documented refusal is for, and that are not sent. */
export function notTried(model: ApiModel): readonly Notice[] {
  return [
    ...toldOnce(model, 'left-out', (operation) => withoutBrokenBodies(operation, model)),
    ...toldOnce(model, 'left-out', (operation) => neverMissing(operation, model)),
    ...toldOnce(model, 'left-out', (operation) => membersNeverMissing(operation, model)),
  ];
}

/** The length of a schema, as JSON. */
const LONG = 500;

function withoutBrokenBodies(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  if (!body || !node || mayLoseBody(operation.method) || !expectedRefusal(operation, 'invalid-body')) return [];
  if (isBinary(node, model) || acceptsAll(toJudgeable(node, model, 'readOnly').schema)) return [];
  if (!canBreak(body)) {
    const type = bareType(body.type);
    if (isJsonType(type)) return [];
    const why = contentKind(type) === 'form' ? 'its example is a text' : 'only JSON and urlencoded forms are broken';
    return [`no invalid body is sent as ${type}: ${why}`];
  }
  const schema = JSON.stringify(toJudgeable(node, model, 'readOnly').schema);
  const what = uncertain(contentKind(body.type) === 'form', schema);
  if (what === undefined || brokenBodies(operation, model).length > 0) return [];
  return [`no invalid body is sent: none that was tried is certain to be ${what}`];
}

/** What no invalid body may be certain to be; `undefined` for a long schema without alternatives, which has something to break. */
function uncertain(isForm: boolean, schema: string): string | undefined {
  if (isForm) return 'wrong as the text of a form';
  if (/"(oneOf|anyOf)":/.test(schema)) return 'wrong in each alternative of its schema';
  return schema.length > LONG ? undefined : 'refused';
}

function neverMissing(operation: Operation, model: ApiModel): readonly string[] {
  return operation.parameters.flatMap((parameter) => {
    const why = whyNeverMissing(operation, parameter, model);
    return why === undefined
      ? []
      : [`no request leaves out the required ${parameter.in} parameter "${parameter.name}", since ${why}`];
  });
}

function membersNeverMissing(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  const isTried = node && canBreak(body) && !mayLoseBody(operation.method);
  if (!isTried || !expectedRefusal(operation, 'invalid-body')) return [];
  const names = membersWithDefault(node, model).flatMap(({ name, required }) => (required ? [`"${name}"`] : []));
  const have = names.length > 1 ? 'they have a default' : 'it has a default';
  return names.length === 0 ? [] : [`no request leaves out ${toShortList(names)} of the body, since ${have}`];
}
