/** The collection's own scripts: the pre-request script with the library, and the test script. */
import { isRecord, type Json } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { joined, js, libraryScript, type Script } from '../rules/script.ts';
import { judgeTables } from '../sandbox/judge-tables.ts';
import type { ReaderName } from '../sandbox/readers.ts';
import { collectionScheme } from './auth.ts';
import { type Piece, sharing } from './shared-data.ts';
import { libraryNamesIn, withLibrary } from './test-script.ts';

/** The functions, readers and schemas that the scripts of requests use. The library contains nothing else. */
export interface Uses {
  readonly scripts: readonly Script[];
  readonly readers: readonly ReaderName[];
  readonly schemas: readonly Json[];
}

/** The collection's pre-request and test scripts. */
export function toCollectionScripts(
  model: ApiModel,
  uses: Uses,
  pieces: readonly Piece[],
): { readonly before: Script; readonly after: Script } {
  const scheme = collectionScheme(model);
  const hasToken = scheme?.kind === 'client-credentials';
  const start = hasToken ? [js`provideToken(${{ sentIn: scheme.clientAuthentication }});`] : [];
  const after = joined([js`slowDown(${throttleCodes(model)});`, ...(hasToken ? [js`dropRefusedToken();`] : [])], 0);
  const names = new Set([...uses.scripts, ...start, after].flatMap(libraryNamesIn));
  const library = libraryScript(names, { READERS: uses.readers, ...judgeTables(uses.schemas) });
  const shared = sharing(pieces);
  return {
    before: joined([
      js`// Functions for all scripts of this collection. A script gets those that it needs by: const { body } = contract(pm);`,
      library,
      ...(shared.text === '' ? [] : [shared]),
      ...start.map(withLibrary),
    ]),
    after: withLibrary(after),
  };
}

/** Codes in the body of a 403 that mean "too many requests", where the description documents some. */
function throttleCodes(model: ApiModel): readonly unknown[] {
  const examples = model.operations.flatMap((operation) =>
    operation.responses
      .filter((response) => response.status === '403')
      .flatMap((response) => response.media.flatMap((media) => media.examples)),
  );
  const codes = examples
    .filter((example) => example.causes.includes('too-many-requests'))
    .map((example) => (isRecord(example.value) ? example.value['code'] : undefined));
  return [...new Set(codes.filter((code) => code !== undefined))];
}
