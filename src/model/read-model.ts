import type { Finding, Place } from '../core/errors.ts';
import { throwIfAny, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { schemasIn } from '../schema/node.ts';
import { collectDefinitions } from './definitions.ts';
import { readOperations } from './read-operations.ts';
import { withoutUnusable } from './read-security.ts';
import { readSecuritySchemes } from './read-security-schemes.ts';
import { elementsAt, type Node, notice, objectAt, type Reading, report, textAt } from './reading.ts';
import type { ApiModel, ClientCredentialsScheme, Dialect, Operation } from './types.ts';

/** A loaded document: its value, and a function that locates its parts. */
export interface ModelSource {
  readonly document: unknown;
  readonly locate: (pointer: string) => Place;
}

/**
 * Read an OpenAPI 3.0 or 3.1 document into an `ApiModel`: only what it declares; `infer/` adds the rest.
 *
 * @throws UserError with all errors in the document. @see https://spec.openapis.org/oas/v3.1.1.html#openapi-object
 */
export function toApiModel(source: ModelSource): ApiModel {
  const dialect = readDialect(source);
  const schemas = schemasIn(source.document, dialect);
  const reading: Reading = { root: source.document, schemas, findings: [], notices: [], locate: source.locate };
  const root: Node = { value: source.document, path: [] };
  const info = objectAt(reading, root, 'info');
  const title = (info && textAt(reading, info, 'title')) || 'API';
  const baseUrl = readBaseUrl(reading, root);
  const securitySchemes = readSecuritySchemes(reading, root, { title, baseUrl });
  const tokenEndpoints = securitySchemes.filter((scheme) => scheme.kind === 'client-credentials');
  const described = readOperations(reading, root, securitySchemes).filter(
    (operation) => !isTokenEndpoint(reading, operation, tokenEndpoints, baseUrl),
  );
  const operations = withoutUnusable(reading, described);
  if (operations.length < described.length && operations.length === 0 && reading.findings.length === 0) {
    reading.findings.push(...reading.notices.filter(({ kind }) => kind === 'left-out').map(toFinding(source)));
  } else if (operations.length === 0 && reading.findings.length === 0) {
    reading.findings.push({
      code: 'document/no-operations',
      message: 'the document has no operations',
      place: source.locate(toPointer(['paths'])),
      hint: 'Describe at least one under `paths`.',
    });
  }
  const definitions = collectDefinitions(reading, [
    ...operations,
    ...tokenEndpoints.map(({ responses = [] }) => ({ parameters: [], responses })),
  ]);
  throwIfAny(reading.findings);
  return {
    title,
    version: info ? textAt(reading, info, 'version') : '',
    description: info ? textAt(reading, info, 'description') : '',
    dialect,
    baseUrl,
    tags: elementsAt(reading, root, 'tags').map((tag) => ({
      name: textAt(reading, tag, 'name'),
      description: textAt(reading, tag, 'description'),
    })),
    operations,
    securitySchemes,
    definitions,
    notices: reading.notices,
  };
}

/** Whether an operation is the token endpoint. It gets no request of its own, since the requests for tokens are those to it. */
function isTokenEndpoint(
  reading: Reading,
  { method, path, pointer }: Operation,
  endpoints: readonly ClientCredentialsScheme[],
  baseUrl: string,
): boolean {
  if (method !== 'post' || !endpoints.some(({ tokenUrl }) => tokenUrl === `${baseUrl}${path}`)) return false;
  notice(reading, 'note', fromPointer(pointer), 'this is the token endpoint, to which "Get an access token" is sent');
  return true;
}

/** An operation that no request can authenticate, as an error. */
function toFinding({ locate }: ModelSource) {
  return ({ message, pointer }: Notice): Finding => ({
    code: 'security/unsupported',
    message,
    place: locate(pointer),
    hint: 'No operation is left that a request could authenticate.',
  });
}

function readDialect({ document, locate }: ModelSource): Dialect {
  const version = isRecord(document) ? document['openapi'] : undefined;
  if (typeof version !== 'string') {
    const swagger = isRecord(document) && typeof document['swagger'] === 'string';
    throw new UserError({
      code: 'document/not-openapi',
      message: swagger
        ? 'this is a Swagger 2.0 document'
        : 'this is not an OpenAPI document: the "openapi" member is missing',
      place: locate(''),
      hint: swagger ? 'Convert it to OpenAPI 3 first.' : 'It should begin with `openapi: 3.1.1`.',
    });
  }
  if (/^3\.0\.\d+/.test(version)) return 'openapi-3.0';
  if (/^3\.1\.\d+/.test(version)) return 'json-schema-2020-12';
  throw new UserError({
    code: 'document/unsupported-version',
    message: `OpenAPI "${version}" is not supported`,
    place: locate('/openapi'),
    hint: 'Supported versions: 3.0 and 3.1.',
  });
}

/** The URL of the first server, with its variables replaced. https://spec.openapis.org/oas/v3.1.1.html#server-object */
function readBaseUrl(reading: Reading, root: Node): string {
  const server = elementsAt(reading, root, 'servers')[0];
  const template = server ? textAt(reading, server, 'url') : '';
  const variables = server && objectAt(reading, server, 'variables');
  const url = template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables && objectAt(reading, variables, name);
    return variable ? textAt(reading, variable, 'default') : whole;
  });
  if (server && /[{}]/.test(url)) {
    const message = `the server URL "${template}" has a variable without a default`;
    report(
      reading,
      'server/unfilled-variable',
      server.path,
      message,
      'Give each variable a `default` under `variables`.',
    );
  }
  const absolute = /^https?:\/\//i.test(url) ? url : `http://localhost${url.startsWith('/') ? url : `/${url}`}`;
  return absolute.replace(/\/+$/, '');
}
