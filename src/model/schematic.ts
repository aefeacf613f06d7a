/** The schemas of an operation: of what is sent, and of what is received. */
import type { Operation, SchemaNode } from './types.ts';

/** The parts of an operation that have schemas. */
export type Schematic = Pick<Operation, 'parameters' | 'body' | 'responses'>;

export function sentNodes({ parameters, body }: Schematic): readonly SchemaNode[] {
  return [...parameters.map(({ node }) => node), ...(body?.media ?? []).flatMap(({ node }) => node ?? [])];
}

export function receivedNodes({ responses }: Schematic): readonly SchemaNode[] {
  return [
    ...responses.flatMap(({ headers }) => headers.map(({ node }) => node)),
    ...responses.flatMap(({ media }) => media.flatMap(({ node }) => node ?? [])),
  ];
}
