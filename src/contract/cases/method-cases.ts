import type { Method } from '../../model/methods.ts';
import { wirePath } from '../../model/path-template.ts';
import { stemOf } from '../../model/paths-below.ts';
import type { ApiModel, LeftOutOperation, Operation } from '../../model/types.ts';
import { MAY_WRITE, MAY_WRITE_ALL } from '../../rules/run-variables.ts';
import { asMadeUp, requiredArguments, withArgument, withoutVariables } from '../arguments.ts';
import { madeUpId } from '../made-up-id.ts';
import { documentedOperations } from '../other-paths.ts';
import { isReading } from '../reading-methods.ts';
import { either, expectedRefusal } from '../refusals.ts';
import type { Case } from './case.ts';

/** Each path gets the first of these methods that it does not document, and POST if it does not end with a parameter. */
const METHODS: readonly Method[] = ['delete', 'put', 'patch'];
/** The same, where the request has a body: that of a DELETE has no meaning. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.5 */
const WITH_BODY: readonly Method[] = ['put', 'patch', 'delete'];

/** Requests with undocumented methods, if the refusal of such methods is documented. */
export function methodCases(model: ApiModel): readonly Case[] {
  const siblings = new Map<string, Operation>();
  for (const operation of model.operations) {
    const path = wirePath(operation.path);
    if (operation.method === 'get' || !siblings.has(path)) siblings.set(path, operation);
  }
  const routes = toRoutes(documentedOperations(model));
  return [...siblings].flatMap(([path, sibling]) => {
    const documented = methodsAt(routes, path);
    const isNew = (candidate: Method) => !documented.has(candidate);
    const methods = sibling.body ? WITH_BODY : METHODS;
    const tried = [methods.find(isNew), stemOf(path).endsWith('}') || !isNew('post') ? undefined : ('post' as const)];
    return tried.flatMap((method) => (method ? undeclaredMethod(sibling, method, model) : []));
  });
}

/** Documented methods by the segments of their paths. All parameters are one segment, `{}`. */
interface Routes {
  readonly methods: Set<Method>;
  readonly next: Map<string, Routes>;
}

function toRoutes(operations: readonly LeftOutOperation[]): Routes {
  const root: Routes = { methods: new Set(), next: new Map() };
  for (const { method, path } of operations) {
    let route = root;
    for (const segment of wirePath(path).split('/').map(withoutName)) {
      const next = route.next.get(segment) ?? { methods: new Set(), next: new Map() };
      route.next.set(segment, next);
      route = next;
    }
    route.methods.add(method);
  }
  return root;
}

/**
 * The methods of all paths to which a server may route a request: one for `/orders/mine` may go to `/orders/{id}`. Ids are made up
 * here, so one for `/orders/{id}` goes nowhere else.
 */
function methodsAt(root: Routes, path: string): ReadonlySet<Method> {
  let routes: readonly Routes[] = [root];
  for (const segment of path.split('/').map(withoutName)) {
    routes = routes.flatMap(({ next }) => [...new Set([segment, '{}'])].flatMap((key) => next.get(key) ?? []));
  }
  return new Set(routes.flatMap(({ methods }) => [...methods]));
}

function withoutName(segment: string): string {
  return segment.includes('{') ? '{}' : segment;
}

const WITHOUT = ' It is sent without credentials, so it cannot change data.';
const toSend = (isWhole: boolean) =>
  `${WITHOUT} Set the variable \`${isWhole ? MAY_WRITE_ALL : MAY_WRITE}\` to \`yes\` to send it with them.`;

function undeclaredMethod(sibling: Operation, method: Method, model: ApiModel): readonly Case[] {
  const { path } = sibling;
  const ids = sibling.parameters.filter((parameter) => parameter.in === 'path');
  const unknownIds = ids.flatMap((parameter) => {
    const id = madeUpId(parameter, sibling, model, isReading(method) ? 'read' : 'written');
    return id ? [{ parameter, text: id.text }] : [];
  });
  const isSafe = unknownIds.length === ids.length;
  // Without an id, a path is the whole of something.
  const isWhole = ids.length === 0 && !isReading(method);
  const { list: _, body, ...rest } = sibling;
  const operation: Operation = { ...rest, method, ...(body && method !== 'delete' && { body }) };
  const unknown = expectedRefusal(operation, 'method-not-allowed');
  // A server may check credentials before it checks the method.
  const closed =
    sibling.security.length > 0 || sibling.unknownSchemes
      ? expectedRefusal(operation, 'missing-credentials', 'missing-api-key')
      : undefined;
  return [
    {
      subject: 'methods',
      name: `${path}: the undocumented method ${method.toUpperCase()}`,
      // A run by hand, against production, must not delete anything.
      description: `An undocumented method is refused.${sibling.security.length === 0 ? '' : isSafe ? toSend(isWhole) : WITHOUT}`,
      // If what it names exists, the request is always sent without credentials.
      credentials: isSafe ? { kind: 'where-writing', ...(isWhole && { all: true }) } : { kind: 'nothing' },
      operation,
      arguments: unknownIds
        .reduce(
          (given, { parameter, text }) => withArgument(given, parameter, text),
          withoutVariables(requiredArguments(sibling, model)),
        )
        .map((argument) => (argument.in === 'path' ? asMadeUp(argument) : argument)),
      expected: unknown && either(unknown, closed),
    },
  ];
}
