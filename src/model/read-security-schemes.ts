import { isRecord, toPlainText } from '../core/json.ts';
import { ownEnvNames } from '../core/variable-names.ts';
import { isCookieName, isHeaderName } from './field-names.ts';
import { schemeName } from './read-security.ts';
import { readOAuth2, readOpenId, readToken } from './read-token-schemes.ts';
import { type Node, notice, type Reading, report } from './reading.ts';
import { type Api, type Names, type SchemeNode, toVariable } from './scheme-names.ts';
import { schemeType, wordLike } from './scheme-type.ts';
import { entriesAt, objectAt, textAt } from './typed-members.ts';
import type { PasswordScheme, SecurityScheme } from './types.ts';

/**
 * The security schemes, in the order of the document. Those that some operation needs are read first, so that their variables have
 * the plain names. https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object
 */
export function readSecuritySchemes(reading: Reading, root: Node, api: Api): SecurityScheme[] {
  const components = objectAt(reading, root, 'components');
  if (!components) return [];
  const needs = requirementsIn(root);
  const nodes = entriesAt(reading, components, 'securitySchemes');
  const known = new Set(nodes.map(([name]) => name));
  const used = new Set(needs.flatMap(Object.keys).map((name) => schemeName(reading, name, (one) => known.has(one))));
  const usedScopes = new Set(needs.flatMap((need) => Object.values(need).flat().map(toPlainText)));
  const names: Names = { taken: ownEnvNames(), used, usedScopes };
  const ordered = nodes.toSorted(([a], [b]) => Number(names.used.has(b)) - Number(names.used.has(a)));
  const schemes = new Map(
    ordered.map(([name, node]) => {
      const description = textAt(reading, node, 'description');
      const from = { name, node, description };
      const scheme = readScheme(reading, from, names, { ...api, root });
      return [name, [scheme, ...ofPerson(reading, from, names, scheme)]];
    }),
  );
  return nodes.flatMap(([name]) => schemes.get(name) ?? []);
}

/**
 * The scheme again, for a token that a person gets: where other flows than that of client credentials have scopes of their own, and
 * operations need one of them.
 */
function ofPerson(reading: Reading, from: SchemeNode, names: Names, scheme: SecurityScheme): readonly SecurityScheme[] {
  const flows = objectAt(reading, from.node, 'flows');
  if (scheme.kind !== 'client-credentials' || !flows || scheme.scopes.length === 0) return [];
  const all = entriesAt(reading, from.node, 'flows').flatMap(([, flow]) => {
    const scopes = objectAt(reading, flow, 'scopes');
    return scopes && isRecord(scopes.value) ? Object.keys(scopes.value) : [];
  });
  const isNeeded = all.some((scope) => !scheme.scopes.includes(scope) && names.usedScopes.has(scope));
  return isNeeded ? [readToken(reading, from, names, 'some scopes are not those of client credentials')] : [];
}

/** What the document or an operation needs: scopes, by the names of schemes. */
function requirementsIn(root: Node): readonly Readonly<Record<string, unknown>>[] {
  const items = isRecord(root.value) && isRecord(root.value['paths']) ? Object.values(root.value['paths']) : [];
  const inItems = items.flatMap((item) => (isRecord(item) ? Object.values(item) : []));
  // An entry of `additionalOperations` is one level deeper.
  const holders = [root.value, ...inItems, ...inItems.filter(isRecord).flatMap((inner) => Object.values(inner))];
  const requirements = holders.flatMap((holder) =>
    isRecord(holder) && Array.isArray(holder['security']) ? (holder['security'] as unknown[]) : [],
  );
  return requirements.filter(isRecord);
}

function readScheme(reading: Reading, from: SchemeNode, names: Names, api: Api & { root: Node }): SecurityScheme {
  const { name, node, description } = from;
  const type = schemeType(reading, node);
  switch (type) {
    case 'http':
      return readHttp(reading, from, names, textAt(reading, node, 'scheme').trim());
    case 'http basic':
    case 'http bearer':
      return readHttp(reading, from, names, type.replace('http ', ''));
    case 'apiKey':
      return readApiKey(reading, from, names);
    case 'oauth2':
      return readOAuth2(reading, from, names, api);
    case 'openIdConnect':
      return readOpenId(reading, from, names, api);
    case 'mutualTLS':
      if (names.used.has(name)) notice(reading, 'note', node.path, CERTIFICATE);
      return { kind: 'mutual-tls', name, description };
    default:
      return { kind: 'unsupported', name, description, type };
  }
}

const CERTIFICATE =
  'a client certificate belongs to the connection: a client has to be given it, and that it is needed is not judged';

/** https://www.iana.org/assignments/http-authschemes */
function readHttp(reading: Reading, from: SchemeNode, names: Names, scheme: string): SecurityScheme {
  const { name, description } = from;
  const kind = scheme.toLowerCase();
  if (kind === 'basic' || kind === 'digest') return readPassword(reading, from, names, kind);
  if (!isHeaderName(scheme)) return { kind: 'unsupported', name, description, type: `http ${scheme}`.trim() };
  const variable = toVariable(reading, from, names);
  return kind === 'bearer'
    ? { kind, name, variable, description }
    : { kind: 'http', name, variable, description, scheme };
}

function readPassword(reading: Reading, from: SchemeNode, names: Names, kind: PasswordScheme['kind']): PasswordScheme {
  const { name, description } = from;
  const prefix = names.hasPassword ? `${toVariable(reading, from, names)}_` : '';
  names.hasPassword = true;
  return { kind, name, description, username: `${prefix}username`, password: `${prefix}password` };
}

function readApiKey(reading: Reading, from: SchemeNode, names: Names): SecurityScheme {
  const { name, node, description } = from;
  const where = wordLike(reading, node, 'in', ['header', 'query', 'cookie']);
  const parameter = textAt(reading, node, 'name').trim();
  if (where !== 'header' && where !== 'query' && where !== 'cookie') {
    return { kind: 'unsupported', name, description, type: `apiKey in ${where || 'no place'}` };
  }
  if (where === 'header' && !isHeaderName(parameter)) return readOddHeader(reading, from, names, parameter);
  if (where === 'cookie' && !isCookieName(parameter)) return unsendable(reading, from, where, parameter);
  return { kind: 'api-key', name, variable: toVariable(reading, from, names), in: where, parameter, description };
}

/** A key that leaves out what needs it. */
function unsendable(
  reading: Reading,
  { name, node, description }: SchemeNode,
  where: 'header' | 'cookie',
  written: string,
): SecurityScheme {
  const at = [...node.path, 'name'];
  const message = `"${written}" is not a valid ${where} name`;
  if (reading.strict) report(reading, 'document/wrong-type', at, message);
  else notice(reading, 'left-out', at, `${message}: no request can have this key`);
  return { kind: 'unsupported', name, description, type: `apiKey in a ${where} "${written}"` };
}

/** `Authorization: Bearer` as the name of a header can mean one thing only. Another such name leaves out what needs it. */
function readOddHeader(reading: Reading, from: SchemeNode, names: Names, written: string): SecurityScheme {
  const scheme = /^authorization\s*:\s*(\S+)/i.exec(written)?.[1] ?? '';
  if (!isHeaderName(scheme)) return unsendable(reading, from, 'header', written);
  const message = `"${written}" is no header name, and is read as the header Authorization with the scheme ${scheme}`;
  notice(reading, 'note', [...from.node.path, 'name'], message);
  return readHttp(reading, from, names, scheme);
}
