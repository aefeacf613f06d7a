/** The collection's own scripts: the pre-request script with the library, and the test script. */
import { isRecord, type Json } from '../core/json.ts';
import { scopesInUse } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import { credentialPlaces } from '../rules/no-credential-echo.ts';
import { joined, js, libraryScript, type Script } from '../rules/script.ts';
import { judgeTables } from '../sandbox/judge-tables.ts';
import { reasonsIn } from '../sandbox/library.ts';
import type { ReaderName } from '../sandbox/readers.ts';
import { clientArgument, collectionScheme, toClient } from './auth.ts';
import { type Piece, sharing } from './shared-data.ts';
import { libraryNamesIn, withLibrary } from './test-script.ts';

/** The functions, readers and schemas that the scripts of requests use. The library contains nothing else. */
export interface Uses {
  readonly scripts: readonly Script[];
  readonly readers: readonly ReaderName[];
  readonly schemas: readonly Json[];
}

/**
 * The collection's pre-request script. It has no test script: what is done after each response is done where a test takes its
 * functions from the library, since a client hands the whole response to each script anew.
 */
export function toCollectionScript(model: ApiModel, uses: Uses, pieces: readonly Piece[]): Script {
  const scheme = collectionScheme(model);
  const hasToken = scheme?.kind === 'client-credentials';
  const token = hasToken ? [js`provideToken(${clientArgument(scheme, toClient(scheme, model))});`] : [];
  const scopes = scopesInUse(model);
  const start = joined([js`waitIfNeeded();`, ...token], 0);
  const onResponse = joined(
    [
      js`slowDown(${throttleCodes(model)});`,
      ...(uses.scripts.some(({ names }) => names.has('stopIfLetIn')) ? [js`noteLetIn();`] : []),
      ...(uses.scripts.some(({ names }) => names.has('stopIfRefused')) ? [js`noteRefused();`] : []),
      ...(uses.readers.some((reader) => reader === 'whole' || reader === 'ordered' || reader === 'matching')
        ? [js`forgetLists();`]
        : []),
      ...(hasToken ? [js`dropRefusedToken();`] : []),
      ...(hasToken && scopes.length > 0 ? [js`sayLackingScopes(${scopes});`] : []),
    ],
    0,
  );
  const names = [...new Set([...uses.scripts, start].flatMap(libraryNamesIn))];
  const reasons = reasonsIn([...uses.scripts, onResponse].map(({ text }) => text));
  const tables = { READERS: uses.readers, NOT_JUDGED: reasons, ...judgeTables(uses.schemas) };
  const library = libraryScript(names, tables, onResponse);
  const shared = sharing(pieces);
  return joined([
    js`// Functions for all scripts of this collection. A script gets those that it needs by: const { body } = contract(pm);`,
    library,
    ...(names.includes('expectNoEcho') ? [js`contract.credentials = ${credentialPlaces(model)};`] : []),
    ...(shared.text === '' ? [] : [shared]),
    withLibrary(start),
  ]);
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
