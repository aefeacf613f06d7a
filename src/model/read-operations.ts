import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { pathParameterNames } from './path-template.ts';
import { checkLinks, readLinks } from './read-links.ts';
import { readList } from './read-list.ts';
import { readParameters } from './read-parameters.ts';
import { readBody, readResponses } from './read-responses.ts';
import { readSecurity } from './read-security.ts';
import {
  child,
  entriesAt,
  type Node,
  objectAt,
  type Reading,
  report,
  textAt,
  textsAt,
  wordAt,
  wrongType,
} from './reading.ts';
import type { Method, Operation, Parameter, SecurityRequirement, SecurityScheme } from './types.ts';

const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** https://spec.openapis.org/oas/v3.1.1.html#paths-object */
export function readOperations(reading: Reading, root: Node, schemes: readonly SecurityScheme[]): Operation[] {
  const operations: Operation[] = [];
  const ids = new Map<string, readonly string[]>();
  for (const [path, item] of entriesAt(reading, root, 'paths')) {
    const braces = pathParameterNames(path);
    if (braces === undefined) {
      const hint = 'Write each parameter as `{name}`, as in `/orders/{orderId}`.';
      report(reading, 'path/unbalanced-brace', ['paths', path], `"${path}" has an unbalanced brace`, hint);
      continue;
    }
    for (const method of METHODS) {
      const node = child(item, method);
      if (!node) continue;
      if (!isRecord(node.value)) {
        wrongType(reading, node, 'an object');
        continue;
      }
      const operation = readOperation(reading, { root, path, method, item, node, schemes });
      if (ids.has(operation.id)) {
        report(
          reading,
          'operation/duplicate-id',
          [...node.path, 'operationId'],
          `"${operation.id}" is the id of two operations`,
        );
      }
      ids.set(operation.id, node.path);
      checkPathParameters(reading, operation, braces, node);
      operations.push(operation);
    }
  }
  checkLinks(reading, operations);
  return operations;
}

interface Where {
  readonly root: Node;
  readonly path: string;
  readonly method: Method;
  readonly item: Node;
  readonly node: Node;
  readonly schemes: readonly SecurityScheme[];
}

function readOperation(reading: Reading, { root, path, method, item, node, schemes }: Where): Operation {
  const security = readSecurity(reading, node, root, schemes);
  const parameters = readParameters(reading, item, node).filter((parameter) => !isCredential(parameter, security));
  const body = readBody(reading, node);
  const responses = readResponses(reading, node);
  const list = readList(reading, node, { parameters, responses });
  return {
    id: textAt(reading, node, 'operationId') || `${method} ${path}`,
    method,
    path,
    tags: textsAt(reading, node, 'tags'),
    summary: textAt(reading, node, 'summary') || `${method.toUpperCase()} ${path}`,
    description: textAt(reading, node, 'description'),
    deprecated: child(node, 'deprecated')?.value === true,
    parameters,
    ...(body && { body }),
    responses,
    security,
    ...(list && { list }),
    ...(child(node, 'x-list')?.value === false && { noList: true as const }),
    ...readTimeBudget(reading, node),
    ...readOddParameters(reading, node),
    links: readLinks(reading, node),
    pointer: toPointer(node.path),
  };
}

/** Whether a parameter is described once more as an API key of its operation. The key is sent, and any other value would be wrong. */
function isCredential({ in: place, name }: Parameter, security: readonly SecurityRequirement[]): boolean {
  const isSame = (key: string) => key === name || (place === 'header' && key.toLowerCase() === name.toLowerCase());
  return security.some(({ needs }) =>
    needs.some(({ scheme }) => scheme.kind === 'api-key' && scheme.in === place && isSame(scheme.parameter)),
  );
}

/** Read `x-time-budget`; `false` removes the default limit. */
function readTimeBudget(reading: Reading, operation: Node): Pick<Operation, 'timeBudget'> {
  const budget = child(operation, 'x-time-budget');
  if (!budget) return {};
  if (budget.value === false) return { timeBudget: false };
  if (typeof budget.value === 'number' && budget.value > 0) return { timeBudget: budget.value };
  return wrongType(reading, budget, 'a number of milliseconds above 0') ?? {};
}

/** Read `x-odd-parameters`; `false` means not defined. */
function readOddParameters(reading: Reading, operation: Node): Pick<Operation, 'oddParameters'> {
  if (child(operation, 'x-odd-parameters')?.value === false) return { oddParameters: {} };
  const odd = objectAt(reading, operation, 'x-odd-parameters');
  if (!odd) return {};
  const repeated = wordAt(reading, odd, 'repeated', ['refused']);
  const unknown = wordAt(reading, odd, 'unknown', ['refused', 'ignored']);
  return { oddParameters: { ...(repeated && { repeated }), ...(unknown && { unknown }) } };
}

function checkPathParameters(reading: Reading, operation: Operation, braces: readonly string[], node: Node): void {
  for (const name of braces) {
    if (operation.parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) continue;
    report(
      reading,
      'path/undeclared-parameter',
      node.path,
      `"${operation.path}" has a parameter "${name}" that is not described`,
      'Describe it under `parameters`, with `in: path`.',
    );
  }
}
