/** Requests that change or delete items of a list, and name none of them, and those that are about the service as a whole. */
import type { Notice } from '../core/notices.ts';
import { clearsItems, endsService, stopsService, switchesAccess } from '../infer/ending-words.ts';
import { operationName } from '../model/methods.ts';
import { itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { showsArray } from './item-states.ts';
import { isReading } from './reading-methods.ts';

/** A notice for each operation that may change all that there is, if it is sent as it is described. */
export function changesOfAll(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap((operation) => {
    const what = isReading(operation.method) ? undefined : changeOf(operation, model);
    if (what === undefined) return [];
    const message = `${operationName(operation)}: nothing in the request names an item, so \`--writes all\` may ${what}`;
    return [{ kind: 'note', message, pointer: operation.pointer }];
  });
}

function changeOf(operation: Operation, model: ApiModel): string | undefined {
  const { method, path } = operation;
  if (stopsService(path)) return 'stop the service';
  if (switchesAccess(path)) return 'switch access to the service on or off';
  if (method === 'delete' && (isOfAll(operation, model) || isOfSeveral(operation))) return 'delete all of them';
  if (method === 'patch' && isOfAll(operation, model)) return 'change all of them';
  if (method === 'post' && takesNothing(operation)) {
    if (clearsItems(path) && !path.includes('{')) return 'delete all of them';
    if (endsService(path)) return 'change the service as a whole';
  }
  return undefined;
}

/** Whether nothing in the body or the query of a request can say what it is about. */
function takesNothing({ body, parameters }: Operation): boolean {
  return body === undefined && !parameters.some(({ in: place }) => place === 'query');
}

/** Whether a DELETE is of many by its name, in whatever they are: `/projects/{id}/accounts`. */
function isOfSeveral({ path, parameters, body }: Operation): boolean {
  const last = path.replace(/\/$/, '').split('/').at(-1) ?? '';
  if (!/^[a-z][\w-]*[a-z]s$/i.test(last) || NO_PLURAL.test(last)) return false;
  return !body?.required && !parameters.some(({ in: place, required }) => required && place === 'query');
}

/** Words that end in `s` for one thing, or for what belongs to one. */
const NO_PLURAL =
  /(ss|us|is|ous|news|settings|preferences|details|credentials|sso|alias|canvas|atlas|https?|dns|tls|sms|gps|kms|aws)$/i;

/** Whether an operation has the path of a list, and nothing that it needs. What ends in a parameter names what it is about, also if that has parts. */
function isOfAll({ path, method, parameters, body }: Operation, model: ApiModel): boolean {
  if (path.endsWith('}') || (method === 'delete' && body?.required)) return false;
  if (parameters.some(({ in: place, required }) => required && place === 'query')) return false;
  const isList = (other: Operation) => other.path === path && other.method === 'get' && showsArray(other, model);
  return itemsBelow(path, model.operations).length > 0 || model.operations.some(isList);
}
