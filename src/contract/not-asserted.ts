/** What a contract does not assert or compare, although its description says something of it: nothing of it in silence. */

import { bareType, contentKind, isJsonType, isMediaType, isTypeRange } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import { toList, toShortList } from '../core/words.ts';
import { authorizationOf } from '../model/chosen-security.ts';
import { operationName } from '../model/methods.ts';
import { keyedBelow } from '../model/paths-below.ts';
import type { ApiModel, Media, Operation } from '../model/types.ts';
import { answersOf, jsonOf } from '../rules/answers.ts';
import { eventsOf, linesOf } from '../rules/body-syntax.ts';
import { isReadSeveralWays } from '../rules/headers.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import type { NotAsserted } from '../schema/translation.ts';
import { typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { refusedFilters } from './cases/filter-parameters.ts';
import { unsizedLimit } from './cases/page-cases.ts';
import { refusedOrders } from './cases/sort-cases.ts';
import { withoutAgreement } from './members-apart.ts';
import { documentsSuccess, whyOpen } from './other-success.ts';
import { expectedSuccess } from './refusals.ts';
import { listAbove, listOperations } from './relations.ts';
import { toldOnce } from './told-once.ts';
import { entriesOf, type Group } from './types.ts';

/** Notices of what the assertions of a model leave out. */
export function leftUnasserted(model: ApiModel): readonly Notice[] {
  return [
    ...withoutSuccess(model),
    ...withoutReading(model),
    ...withoutComparison(model),
    ...withoutAgreement(model),
    ...withoutOrders(model),
    ...withoutItemValues(model),
    ...withoutDetails(model),
    ...withoutKeyed(model),
    ...withoutPages(model),
    ...toldOnce(model, 'note', otherTypes),
    ...withoutSchema(model),
    ...withoutHeaderValue(model),
  ];
}

/** A notice for each operation of which nothing says what a valid request gets. */
function withoutSuccess({ operations }: ApiModel): readonly Notice[] {
  return operations
    .filter((operation) => !documentsSuccess(operation))
    .map((operation) => ({
      kind: 'note',
      message: `${operationName(operation)}: ${whyOpen(operation)}`,
      pointer: operation.pointer,
    }));
}

/** A notice for each list that scripts cannot read, so that its comparisons are left out. */
function withoutReading({ operations }: ApiModel): readonly Notice[] {
  const unread = operations.filter((operation) => operation.list && authorizationOf(operation)?.kind === 'digest');
  return unread.map((operation) => ({
    kind: 'left-out',
    message: `${operationName(operation)}: what has to be read again is not compared, since scripts cannot respond to the challenge of HTTP Digest`,
    pointer: operation.pointer,
  }));
}

/** A notice for each list that can be read only by following its pages: there is nothing to compare them with. */
function withoutComparison({ operations }: ApiModel): readonly Notice[] {
  return operations.flatMap(({ list, pointer, ...operation }): Notice[] => {
    const isPaged = list?.paging !== undefined || list?.next !== undefined;
    if (!list || !isPaged || list.limit !== undefined || list.total) return [];
    const missed = list.unique ? 'lacks an item' : 'lacks or repeats an item';
    const message = `${operationName(operation)}: whether a page ${missed} is not asserted, since the list has neither a page size nor a total`;
    return [{ kind: 'left-out', message, pointer }];
  });
}

/** A notice for each order that is declared, and that its parameter does not accept. */
function withoutOrders(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap((operation): Notice[] => {
    const { list } = operation;
    const orders = list ? refusedOrders({ operation, list }, model) : [];
    if (orders.length === 0) return [];
    const message = `${operationName(operation)}: no request sorts by ${toShortList(orders)}, which the parameter does not accept`;
    return [{ kind: 'left-out', message, pointer: operation.pointer }];
  });
}

/** A notice for each list with filters that no request sends, since the parameters may refuse the values that items have. */
function withoutItemValues(model: ApiModel): readonly Notice[] {
  return listOperations(model).flatMap((found): Notice[] => {
    const names = refusedFilters(found, model);
    if (names.length === 0) return [];
    const message = `${operationName(found.operation)}: no request filters by ${toShortList(names)}, since items may have values that the parameter does not accept`;
    return [{ kind: 'left-out', message, pointer: found.operation.pointer }];
  });
}

/** A notice for each list with a limit of which no size is known. */
function withoutPages(model: ApiModel): readonly Notice[] {
  return listOperations(model).flatMap((found): Notice[] => {
    const limit = unsizedLimit(found, model);
    const message = `${operationName(found.operation)}: no page is requested, since the schema of "${limit}" does not say which sizes it takes`;
    return limit === undefined ? [] : [{ kind: 'left-out', message, pointer: found.operation.pointer }];
  });
}

/** A notice for each operation below a list that is not compared with an item of it. */
function withoutDetails(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap((operation): Notice[] => {
    const below = listAbove(operation, model);
    if (!below || below.shows === 'item' || below.list.id === '') return [];
    const { of, list, shows } = below;
    const [own, other] = [operation, of].map(operationName);
    const isOther = `${own}: it is not compared with the items of ${other}, since`;
    const messages = {
      list: `${own}: it is not taken as the details of an item of ${other}, since it returns a list of its own`,
      segment: `${isOther} "${list.id}" has several segments, of which its path takes one`,
      elsewhere: `${isOther} the schema of its response has no "${list.detailsAt}${list.id}". \`details\` of \`x-list\` says where an item is in it, such as "/data"`,
    };
    const message = messages[shows === 'unlike' ? 'elsewhere' : shows];
    return [{ kind: 'left-out', message, pointer: operation.pointer }];
  });
}

/** A notice for each item with a key in parentheses: scripts make the URL of an item by a slash. */
function withoutKeyed(model: ApiModel): readonly Notice[] {
  return listOperations(model).flatMap(({ operation: of, list }) => {
    const below = list.degree === 'declared' && list.id !== '' ? keyedBelow(of.path, model.operations) : [];
    return below
      .filter(({ method }) => method === 'get')
      .map((operation): Notice => {
        const [own, other] = [operation, of].map(operationName);
        const message = `${own}: it is not compared with the items of ${other}, since its path has the id in parentheses`;
        return { kind: 'left-out', message, pointer: operation.pointer };
      });
  });
}

/** Keywords that say more of a text than that it is one. */
const OF_TEXTS = ['enum', 'const', 'pattern', 'minLength', 'maxLength'];

/** A notice for each schema of a response that is not judged, since its type is not JSON. One of any text or of bytes asserts nothing. */
function withoutSchema(model: ApiModel): readonly Notice[] {
  const responses = model.operations
    .flatMap((operation) => operation.responses)
    .filter((response) => !jsonOf(response));
  return responses
    .flatMap(({ media }) => media)
    .filter((media) => {
      const { node } = media;
      if (!node || isOfItems(media, model)) return false;
      const types = typesOf(model, node);
      // No stated type is any type.
      return (
        (types.size > 0 && !types.has('string')) || OF_TEXTS.some((name) => keywordOf(model, node, name) !== undefined)
      );
    })
    .map(({ type, node, pointer }) => ({
      kind: 'note',
      message: `the schema of ${type} is not asserted: a script judges JSON, lines of it whose type is stated, and events by \`itemSchema\``,
      pointer: node?.pointer ?? pointer ?? '',
    }));
}

/** A notice for each response header whose text may be one of several values, so that it is not judged by its schema. */
function withoutHeaderValue(model: ApiModel): readonly Notice[] {
  const all = model.operations.flatMap(({ responses }) => responses.flatMap(({ headers }) => headers));
  return all
    .filter((header) => isReadSeveralWays(header, model))
    .map(({ name, node: { pointer } }) => {
      const message = `the value of the header ${name} is not asserted: its text may be of several types`;
      return { kind: 'note', message, pointer };
    });
}

/** Whether lines of JSON, or events, are held to the schema of a media type. */
function isOfItems(media: Media, model: ApiModel): boolean {
  const kind = contentKind(media.type);
  if (kind === 'events') return eventsOf(media, model).schema !== undefined;
  return ['lines', 'json-seq'].includes(kind) && linesOf(media, model).schema !== undefined;
}

/** The schema keywords of the expected responses that no Postman runtime can validate, without duplicates. */
export function notAsserted(groups: readonly Group[], model: ApiModel): readonly NotAsserted[] {
  const found = new Map<string, NotAsserted>();
  for (const { request } of entriesOf({ groups })) {
    const responses = answersOf(request).map(({ response }) => response);
    const nodes = responses.flatMap((response) => [
      jsonOf(response)?.node,
      ...response.media.filter((media) => isOfItems(media, model)).map(({ node }) => node),
      ...response.headers.map((header) => header.node),
    ]);
    for (const node of nodes) {
      for (const left of node ? toJudgeable(node, model).notAsserted : []) found.set(left.pointer, left);
    }
  }
  return [...found.values()];
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
