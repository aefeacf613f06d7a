import type { Finding, Place } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer } from '../core/pointer.ts';
import { derivedIn, schemasIn } from '../schema/node.ts';
import { checkExamples } from './check-examples.ts';
import { collectDefinitions } from './definitions.ts';
import { type Faulty, leaveOut, noteOpen } from './left-out.ts';
import { operationName } from './methods.ts';
import { noteMisspelt } from './misspelt.ts';
import { oneOfEach } from './one-of-each.ts';
import { isOpenApi32, noteUnused32 } from './openapi-3-2.ts';
import { type Part, toPart } from './part.ts';
import { noteDialect, readDialect } from './read-dialect.ts';
import { type ReadOperations, readOperations } from './read-operations.ts';
import { noteOneToken, readSecurity, securityFaults } from './read-security.ts';
import { readSecuritySchemes } from './read-security-schemes.ts';
import { readServers } from './read-servers.ts';
import { readTags } from './read-tags.ts';
import { child, type Node, notice, type Reading, report } from './reading.ts';
import { remarksOnApi } from './remarks.ts';
import { readWebhooks } from './server-requests.ts';
import { objectAt, textAt } from './typed-members.ts';
import type { ApiModel, ClientCredentialsScheme, Operation, SecurityScheme, Server } from './types.ts';
import { withUsableLinks } from './usable-links.ts';

/** A loaded document: its value, and a function that locates its parts. */
export interface ModelSource {
  readonly document: unknown;
  readonly locate: (pointer: string) => Place;
  /** Why references to elsewhere were not followed, by their text, or what it begins with before a further `/`. */
  readonly unread?: ReadonlyMap<string, Omit<Finding, 'place'>> | undefined;
  /** The URL from which it was read. */
  readonly address?: string | undefined;
  /** Remarks on how it was read. */
  readonly notices?: readonly Notice[] | undefined;
  /** Refuse the document for a fault that would leave out only an operation. */
  readonly strict?: boolean | undefined;
  /** Read only these operations, and what they need. */
  readonly part?: Part | undefined;
}

/**
 * Read an OpenAPI 3.0, 3.1 or 3.2 document into an `ApiModel`: only what it declares; `infer/` adds the rest.
 *
 * A fault inside one operation or path leaves that out, with a notice.
 *
 * @throws UserError with all errors in the document, if the document itself has one, if no operation is left, or if `strict`.
 * @see https://spec.openapis.org/oas/v3.1.1.html#openapi-object
 */
export function toApiModel({
  document: given,
  locate,
  unread = new Map(),
  address,
  notices: before = [],
  strict = false,
  part = {},
}: ModelSource): ApiModel {
  const dialect = readDialect(given, locate);
  const { document: selected, outside } = toPart(oneOfEach(given, locate), part);
  const { document, invalid: invalidExamples, notices } = checkExamples(selected, dialect);
  const schemas = schemasIn(document, dialect);
  const reading: Reading = {
    root: document,
    schemas,
    findings: [],
    notices: [...before, ...notices],
    strict,
    unread,
    address,
    locate,
    invalidExamples,
  };
  const root: Node = { value: document, path: [] };
  noteMisspelt(reading, root, 'document');
  noteDialect(reading, root);
  const info = readInfo(reading, root);
  const remarks = remarksOnApi(reading, root);
  const servers = readServers(reading, root);
  const [{ url: baseUrl }] = servers;
  const securitySchemes = readSecuritySchemes(reading, root, { title: info.title, baseUrl });
  // A requirement of the whole document is checked here, since its fault is not that of one operation.
  readSecurity(reading, { value: {}, path: [] }, root, securitySchemes);
  const webhooks = readWebhooks(reading, root);
  if (isOpenApi32(reading)) noteUnused32(reading);
  const tags = readTags(reading, root);
  const { operations, leftOut, definitions, callbacks } = readParts(reading, root, securitySchemes, servers[0]);
  return {
    ...info,
    dialect,
    baseUrl,
    servers,
    ...(remarks.length > 0 && { remarks }),
    tags,
    operations,
    leftOut,
    outside,
    securitySchemes,
    definitions,
    derived: derivedIn(reading.root),
    serverRequests: [...webhooks, ...callbacks],
    notices: reading.notices,
  };
}

/** The operations without faults, and the schemas that they use. */
function readParts(
  reading: Reading,
  root: Node,
  schemes: readonly SecurityScheme[],
  server: Server,
): Pick<ApiModel, 'operations' | 'leftOut' | 'definitions'> & Pick<ReadOperations, 'callbacks'> {
  const { operations: described, faulty, callbacks } = readOperations(reading, root, { schemes, server });
  const endpoints = schemes.filter((scheme) => scheme.kind === 'client-credentials');
  const all = described.filter((operation) => !isTokenEndpoint(reading, operation, endpoints, server.url));
  const ofTokens = endpoints.map(({ responses = [] }) => ({ parameters: [], responses }));
  const { definitions, faultsOf, openIn } = collectDefinitions(reading, [...all, ...ofTokens]);
  for (const { finding } of ofTokens.flatMap((one) => [...faultsOf(one), ...openIn(one)]))
    reading.findings.push(finding);
  const found = all.map((operation) => ({
    operation,
    faults: [
      ...faultsOf(operation),
      ...(reading.strict ? openIn(operation) : []),
      ...securityFaults(reading, operation),
    ],
  }));
  const broken = found.filter(({ faults }) => faults.length > 0);
  const sound = found.flatMap(({ operation, faults }) => (faults.length > 0 ? [] : [operation]));
  noteOpen(reading, sound.flatMap(openIn));
  const operations = withUsableLinks(reading, sound);
  noteOneToken(reading, operations);
  const parts = broken.map(({ operation, faults }): Faulty => {
    const { id, method, path } = operation;
    return { part: operationName(operation), operation: { id, method, path }, faults };
  });
  const left = [...faulty, ...parts];
  if (all.length + faulty.length === 0 && reading.findings.length === 0) reportNoOperations(reading, root);
  leaveOut(reading, left, operations.length);
  return {
    operations,
    callbacks,
    leftOut: left.flatMap(({ operation }) => operation ?? []),
    definitions:
      broken.length > 0 ? collectDefinitions(reading, [...operations, ...ofTokens]).definitions : definitions,
  };
}

function reportNoOperations(reading: Reading, root: Node): void {
  const described = isRecord(root.value) ? root.value : {};
  const [message, hint] = isRecord(described['webhooks'])
    ? (['there are only webhooks', 'Webhooks are requests of the server: nothing can be sent.'] as const)
    : described['paths'] !== undefined
      ? (['the document has no operations', 'Describe at least one under `paths`.'] as const)
      : (['the document has no `paths`', 'Describe its operations under `paths`.'] as const);
  report(reading, 'document/no-operations', ['paths'], message, hint);
}

/** https://spec.openapis.org/oas/v3.1.1.html#info-object */
function readInfo(reading: Reading, root: Node): Pick<ApiModel, 'title' | 'version' | 'description'> {
  const info = objectAt(reading, root, 'info');
  if (!info) {
    if ((child(root, 'info')?.value ?? null) === null)
      notice(reading, 'note', [], 'the document has no `info`: the collection is named "API"');
    return { title: 'API', version: '', description: '' };
  }
  const title = textAt(reading, info, 'title');
  const version = textAt(reading, info, 'version');
  if (title === '') notice(reading, 'note', info.path, 'the title is missing: the collection is named "API"');
  if (version === '') notice(reading, 'note', info.path, 'the version is missing');
  return { title: title || 'API', version, description: textAt(reading, info, 'description') };
}

/** Whether an operation is the token endpoint. It gets no request of its own, since the requests for tokens are those to it. */
function isTokenEndpoint(
  reading: Reading,
  { method, path, pointer, server }: Operation,
  endpoints: readonly ClientCredentialsScheme[],
  baseUrl: string,
): boolean {
  if (method !== 'post' || !endpoints.some(({ tokenUrl }) => tokenUrl === `${server?.url ?? baseUrl}${path}`))
    return false;
  notice(reading, 'note', fromPointer(pointer), 'this is the token endpoint, to which "Get an access token" is sent');
  return true;
}
