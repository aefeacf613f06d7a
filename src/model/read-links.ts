import { fromPointer } from '../core/pointer.ts';
import { child, entriesAt, type Node, notice, type Reading, report, textAt } from './reading.ts';
import type { Link, Operation } from './types.ts';

/** The links of all responses of an operation. https://spec.openapis.org/oas/v3.1.1.html#link-object */
export function readLinks(reading: Reading, operation: Node): Link[] {
  return entriesAt(reading, operation, 'responses').flatMap(([status, response]) =>
    entriesAt(reading, response, 'links').map(([name, node]) => ({
      name,
      status,
      operation: textAt(reading, node, 'operationId') || toOperationId(reading, textAt(reading, node, 'operationRef')),
      parameters: readExpressions(node),
      description: textAt(reading, node, 'description'),
    })),
  );
}

function readExpressions(link: Node): Record<string, string> {
  const parameters = child(link, 'parameters')?.value ?? {};
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]: [string, unknown]) =>
      // `path.id` and `id` name the same parameter; the model uses the short form.
      typeof value === 'string' ? [[name.replace(/^(path|query|header|cookie)\./, ''), value]] : [],
    ),
  );
}

/** `#/paths/~1orders~1{id}/get` -> the id of that operation: its `operationId`, or the generated one. */
function toOperationId(reading: Reading, reference: string): string {
  const match = /^#\/paths\/([^/]+)\/([a-z]+)$/.exec(reference);
  if (!match?.[1] || !match[2]) return reference;
  const path = match[1].replaceAll('~1', '/').replaceAll('~0', '~');
  const found = entriesAt(reading, { value: reading.root, path: [] }, 'paths').find(([name]) => name === path);
  const operation = found && child(found[1], match[2]);
  return (operation && textAt(reading, operation, 'operationId')) || `${match[2]} ${path}`;
}

/** The operations without the links that lead to no operation; there may be one that was left out. */
export function withoutDeadLinks(reading: Reading, operations: readonly Operation[]): readonly Operation[] {
  const ids = new Set(operations.map((operation) => operation.id));
  return operations.map((operation) => {
    const links = operation.links.filter((link) => ids.has(link.operation));
    if (links.length === operation.links.length) return operation;
    for (const link of operation.links) if (!ids.has(link.operation)) noteDeadLink(reading, operation, link);
    return { ...operation, links };
  });
}

function noteDeadLink(reading: Reading, { pointer }: Operation, { name, operation, status }: Link): void {
  const path = [...fromPointer(pointer), 'responses', status, 'links', name];
  const message = `the link "${name}" points to "${operation}", which is not an operation`;
  if (reading.strict) report(reading, 'link/unknown-operation', path, message);
  else notice(reading, 'note', path, `${message}: it is not followed`);
}
