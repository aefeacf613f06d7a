import { assertNever } from '../core/errors.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { matches } from './filter.ts';
import { answerList } from './list.ts';
import { type Refused, type Reply, refuse } from './reply.ts';
import type { Role } from './roles.ts';
import type { PathValues } from './routes.ts';
import { answerAsDescribed, successOf, toBody } from './success.ts';

export interface Call {
  readonly operation: Operation;
  readonly role: Role;
  readonly values: PathValues;
  readonly query: URLSearchParams;
  readonly model: ApiModel;
}

/** What an operation answers to a call that was let in, and whose parameters are in order. */
export function serveOperation({ operation, role, values, query, model }: Call): Reply | Refused {
  switch (role.kind) {
    case 'list':
      return answerList({ operation, list: role.list, items: role.items, query, model });
    case 'item': {
      const text = values.get(role.parameter);
      const path = fromPointer(role.id);
      const item = text === undefined ? undefined : role.items.find((candidate) => matches(candidate, { path, text }));
      if (item === undefined) return refuse('unknown-resource', 'there is nothing with this id');
      // To change or delete an item is answered as described: the data stay as they were given.
      return operation.method === 'get' ? answerItem(operation, item) : answerAsDescribed(operation, model);
    }
    case 'single':
      // What is put in place need not have been there.
      if (operation.method === 'put' || values.get(role.parameter) === role.id)
        return answerAsDescribed(operation, model);
      return refuse('unknown-resource', 'there is nothing with this id');
    case 'other':
      return answerAsDescribed(operation, model);
    default:
      return assertNever(role);
  }
}

function answerItem(operation: Operation, item: unknown): Reply {
  const { status, described } = successOf(operation);
  return { kind: 'reply', status, ...(described && { described }), headers: {}, body: toBody(described, item) };
}
