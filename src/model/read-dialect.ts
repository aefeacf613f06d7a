/** Which version of OpenAPI a document has, and what it is otherwise. */
import { type Place, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { isKnownDialect } from '../schema/leaf-keywords.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import type { Dialect } from './types.ts';

export function readDialect(document: unknown, locate: (pointer: string) => Place): Dialect {
  const version = isRecord(document) ? document['openapi'] : undefined;
  if (typeof version === 'number') {
    const message = `\`openapi\` is the number ${version}, and must be a text`;
    const whole = version === 3.1 ? '3.1.1' : version === 3.2 ? '3.2.0' : '3.0.4';
    const hint = `Write the whole version in quotation marks: \`openapi: "${whole}"\`.`;
    throw new UserError({ code: 'document/not-openapi', message, place: locate('/openapi'), hint });
  }
  if (typeof version !== 'string') {
    throw new UserError({ code: 'document/not-openapi', ...otherDocument(document), place: locate('') });
  }
  if (/^3\.0(\.\d+|$)/.test(version)) return 'openapi-3.0';
  if (/^3\.[12](\.\d+|$)/.test(version)) return 'json-schema-2020-12';
  throw new UserError({
    code: 'document/unsupported-version',
    message: `OpenAPI "${version}" is not supported`,
    place: locate('/openapi'),
    hint: 'Supported versions: 2.0, 3.0, 3.1 and 3.2.',
  });
}

export function noteDialect(reading: Reading, root: Node): void {
  const declared = reading.schemas.dialect === 'openapi-3.0' ? undefined : child(root, 'jsonSchemaDialect');
  if (!declared || isKnownDialect(declared.value)) return;
  const message =
    'this dialect is not supported: schemas are read as JSON Schema 2020-12, in which keywords may mean something else';
  notice(reading, 'note', declared.path, message);
}

/** By a member that only another kind of document has: how to give that document beside the one of OpenAPI. */
const BESIDE: Readonly<Record<string, string>> = {
  arazzo: 'Give the OpenAPI document, and this one by `--arazzo`.',
  overlay: 'Give the OpenAPI document, and this one by `--overlay`.',
};

const FROM_COLLECTION = 'Give the description of the API; `run --collection` runs a collection of it.';

/** What a document is that is not OpenAPI. */
function otherDocument(document: unknown): { readonly message: string; readonly hint: string } {
  const hint = 'It should begin with `openapi: 3.1.1`.';
  if (document === null || document === undefined) return { message: 'the file is empty', hint };
  if (!isRecord(document)) {
    const what = Array.isArray(document) ? 'an array' : `a ${typeof document}`;
    return { message: `this is not an OpenAPI document, but ${what}`, hint };
  }
  if (document['swagger'] !== undefined) {
    const message = `this is a Swagger document of another version than 2.0: ${JSON.stringify(document['swagger'])}`;
    return { message, hint: 'Convert it to OpenAPI 3 first.' };
  }
  const other = ['asyncapi', 'arazzo', 'overlay', 'swaggerVersion'].find((member) => document[member] !== undefined);
  if (other) {
    const message = `this is not an OpenAPI document, but one with the member "${other}"`;
    return { message, hint: BESIDE[other] ?? hint };
  }
  if (isRecord(document['info']) && Array.isArray(document['item'])) {
    return { message: 'this is a Postman collection, and no OpenAPI document', hint: FROM_COLLECTION };
  }
  return { message: 'this is not an OpenAPI document: the "openapi" member is missing', hint };
}
