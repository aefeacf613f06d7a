import { messageOf } from '../core/errors.ts';
import { MAX_DEPTH } from './nesting.ts';

/** Member names and indices from the root of a document to a node. */
export type Path = readonly string[];

/** A compiled RFC 9535 query. */
export interface JsonPath {
  readonly text: string;
  /** The paths of the matching nodes, without duplicates. */
  readonly pathsIn: (document: unknown) => readonly Path[];
}

/** The query is not valid JSONPath, or evaluating it failed. */
export class JsonPathError extends Error {}

type Compile = (text: string) => JsonPath;

/** Imports the JSONPath library on demand: without overlays it is never loaded. https://www.rfc-editor.org/rfc/rfc9535 */
export async function jsonPathCompiler(): Promise<Compile> {
  const { JSONPathEnvironment } = await import('json-p3');
  // The library counts a descendant segment (`..`) up to two levels beyond the document's depth.
  const environment = new JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH + 10 });
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

/**
 * Run `act` and translate the library's errors: they end with an excerpt of the query and an index, which becomes a
 * character number.
 */
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
