/** What no request tries, although it is described: one notice for all operations of which the same is so. */
import { groupBy } from '../../core/group-by.ts';
import type { Json } from '../../core/json.ts';
import { bareType, contentKind, isJsonType, isMediaType, isTypeRange } from '../../core/media-types.ts';
import type { Notice } from '../../core/notices.ts';
import { count, toList, toShortList } from '../../core/words.ts';
import { mayLoseBody, operationName } from '../../model/methods.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { answersOf } from '../../rules/answers.ts';
import { accepts } from '../../schema/accepts.ts';
import { isBinary } from '../../schema/content-text.ts';
import { acceptsAll, toJudgeable } from '../../schema/to-judgeable.ts';
import { expectedRefusal, expectedSuccess } from '../refusals.ts';
import { bodyOf } from '../request-body.ts';
import { alternativesIn, membersWithDefault } from './alternative-breaks.ts';
import { brokenBodies, canBreak } from './body-cases.ts';
import { whyNeverMissing } from './parameter-cases.ts';

/** Notices of invalid requests that a documented refusal is for, and that are not sent. */
export function notTried(model: ApiModel): readonly Notice[] {
  return [
    ...forEach(model, 'left-out', (operation) => withoutBrokenBodies(operation, model)),
    ...forEach(model, 'left-out', (operation) => neverMissing(operation, model)),
    ...forEach(model, 'left-out', (operation) => membersNeverMissing(operation, model)),
  ];
}

/** Notices of valid requests and responses of which others are described. */
export function oneOfSeveral(model: ApiModel): readonly Notice[] {
  return [
    ...forEach(model, 'shortened', (operation) => otherAlternatives(operation, model)),
    ...forEach(model, 'note', otherTypes),
  ];
}

/** One notice for each message, at the first operation that has it. */
function forEach(
  { operations }: ApiModel,
  kind: Notice['kind'],
  toMessages: (operation: Operation) => readonly string[],
): readonly Notice[] {
  const found = operations.flatMap((operation) => toMessages(operation).map((message) => ({ operation, message })));
  return [...groupBy(found, ({ message }) => message)].flatMap(([message, [first, ...others]]): Notice[] => {
    if (!first) return [];
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
    const { pointer } = first.operation;
    return [{ kind, message: `${operationName(first.operation)}${more}: ${message}`, pointer }];
  });
}

function withoutBrokenBodies(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  if (!body || !node || mayLoseBody(operation.method) || !expectedRefusal(operation, 'invalid-body')) return [];
  if (isBinary(node, model) || acceptsAll(toJudgeable(node, model, 'readOnly').schema)) return [];
  if (!canBreak(body)) {
    const type = bareType(body.type);
    return isJsonType(type) ? [] : [`no invalid body is sent as ${type}: only JSON and urlencoded forms are broken`];
  }
  const isForm = contentKind(body.type) === 'form';
  // Of a schema without alternatives, nothing is said: so its bodies are not broken here once more.
  const said = JSON.stringify(toJudgeable(node, model, 'readOnly').schema);
  if (!isForm && !/"(oneOf|anyOf)":/.test(said)) return [];
  if (brokenBodies(operation, model).length > 0) return [];
  return isForm
    ? ['no invalid body is sent: none that was tried is certain to be wrong as the text of a form']
    : ['no invalid body is sent: none that was tried is certain to be wrong in each alternative of its schema'];
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

/** Where a body has alternatives, which of them it satisfies. */
function otherAlternatives(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  if (!body || !node) return [];
  return alternativesIn(node, model).flatMap(({ keyword, nodes }) => {
    const judging = { schemas: model, notNeeded: ['readOnly'] as const };
    const met = nodes.filter(({ schema }) => accepts(body.value as Json, schema, judging)).length;
    if (met === 0 || met === nodes.length) return [];
    return [`the body is of ${met} of ${nodes.length} alternatives of \`${keyword}\`; the others are not sent`];
  });
}

/** The types of a success besides the one that is preferred: no request accepts one of them alone. */
function otherTypes(operation: Operation): readonly string[] {
  const media = answersOf({ expected: expectedSuccess(operation) }).flatMap(({ response }) => response.media);
  const named = media.map(({ type }) => type).filter((type) => isMediaType(type) && !isTypeRange(type));
  const types = [...new Set(named.map(bareType))];
  const [json, others] = [types.filter(isJsonType), types.filter((type) => !isJsonType(type))];
  if (types.length < 2) return [];
  if (json.length === 0 || others.length === 0)
    return [`no request accepts only one of ${toList(types)}: which of them is judged is left to the server`];
  return [
    `no request accepts only ${toList(others, 'or')}: ${toList(json)} is preferred, since JSON is held to its schema`,
  ];
}
