import { messageOf } from '../core/errors.ts';
import { DEEPEST } from './nesting.ts';

/** The names and indices that lead from the root of a document to a node. */
export type Path = readonly string[];

/** A query by RFC 9535, ready to be asked. */
export interface JsonPath {
  readonly text: string;
  /** Where the nodes are, each once. */
  readonly pathsIn: (document: unknown) => readonly Path[];
}

/** A query that is none, or that cannot be answered. */
export class JsonPathError extends Error {}

type Compile = (text: string) => JsonPath;

/** The library is loaded when there is an overlay, and costs nothing else: https://www.rfc-editor.org/rfc/rfc9535 */
export async function jsonPathCompiler(): Promise<Compile> {
  const { JSONPathEnvironment } = await import('json-p3');
  // A `..` goes two levels deeper than the document, which may be as deep as we take it.
  const environment = new JSONPathEnvironment({ maxRecursionDepth: DEEPEST + 10 });
  return (text) => {
    const query = understood(() => environment.compile(text));
    return {
      text,
      pathsIn: (document) => {
        const { nodes } = understood(() => query.query(document as Parameters<typeof query.query>[0]));
        const paths = nodes.map(({ location }) => location.map(String));
        return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
      },
    };
  };
}

/** The library ends its messages with a piece of the query and an index in it; the index is said in words. */
function understood<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const message = messageOf(error);
    const index = /:(\d+)\)$/.exec(message)?.[1];
    const plain = message.replace(/ \('[\s\S]*':\d+\)$/, '');
    throw new JsonPathError(index === undefined ? plain : `${plain}, at character ${Number(index) + 1}`);
  }
}
