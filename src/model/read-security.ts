import { isRecord } from '../core/json.ts';
import { isHeaderName } from './read-parameters.ts';
import { child, entriesAt, type Node, objectAt, type Reading, report, textAt, wrongType } from './reading.ts';
import { isReservedName } from './reserved-names.ts';
import type { SecurityRequirement, SecurityScheme } from './types.ts';

/** https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object */
export function readSecuritySchemes(
  reading: Reading,
  root: Node,
  api: { readonly title: string; readonly baseUrl: string },
): SecurityScheme[] {
  const components = objectAt(reading, root, 'components');
  if (!components) return [];
  return entriesAt(reading, components, 'securitySchemes').map(([name, node]) => {
    if (isReservedName(name)) {
      const hint = 'The name of a scheme is the name of the variable with its credential: choose another.';
      report(reading, 'security/reserved-name', node.path, `"${name}" is the name of another credential`, hint);
    }
    return readScheme(reading, name, node, api);
  });
}

function readScheme(
  reading: Reading,
  name: string,
  node: Node,
  api: { readonly title: string; readonly baseUrl: string },
): SecurityScheme {
  const description = textAt(reading, node, 'description');
  const type = textAt(reading, node, 'type');
  const scheme = textAt(reading, node, 'scheme').toLowerCase();
  if (type === 'http' && scheme === 'bearer') return { kind: 'bearer', name, description };
  if (type === 'http' && scheme === 'basic') return { kind: 'basic', name, description };
  if (type === 'apiKey') {
    const where = textAt(reading, node, 'in');
    const parameter = textAt(reading, node, 'name');
    if (where === 'header' && !isHeaderName(parameter)) {
      report(
        reading,
        'document/wrong-type',
        [...node.path, 'name'],
        `"${parameter}" is no name that a header can have`,
      );
    }
    if (where === 'header' || where === 'query' || where === 'cookie') {
      return { kind: 'api-key', name, in: where, parameter, description };
    }
  }
  const flows = type === 'oauth2' ? objectAt(reading, node, 'flows') : undefined;
  const flow = flows && objectAt(reading, flows, 'clientCredentials');
  if (flow) {
    const scopes = objectAt(reading, flow, 'scopes');
    return {
      kind: 'client-credentials',
      name,
      description,
      tokenUrl: toAbsolute(textAt(reading, flow, 'tokenUrl'), api.baseUrl),
      scopes: scopes && isRecord(scopes.value) ? Object.keys(scopes.value) : [],
      clientAuthentication: textAt(reading, node, 'x-client-authentication') === 'body' ? 'body' : 'header',
      tokenName: textAt(reading, node, 'x-token-name') || `Token ${api.title}`,
    };
  }
  return { kind: 'unsupported', name, type: scheme ? `${type} ${scheme}` : type, description };
}

function toAbsolute(url: string, baseUrl: string): string {
  return URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`).href : url;
}

/**
 * What an operation needs: its own `security`, or the document's. An empty requirement among them makes credentials
 * optional, which is told by an empty set of needs.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object
 */
export function readSecurity(
  reading: Reading,
  operation: Node,
  root: Node,
  schemes: readonly SecurityScheme[],
): SecurityRequirement[] {
  const list = child(operation, 'security') ?? child(root, 'security');
  if (!list) return [];
  // Never passed over: what is no requirement would read as "no credentials needed".
  if (!Array.isArray(list.value)) return wrongType(reading, list, 'an array') ?? [];
  return list.value.map((requirement: unknown, index) => ({
    needs: requirementEntries(reading, requirement, [...list.path, String(index)]).flatMap(([name, scopes]) => {
      const scheme = schemes.find((candidate) => candidate.name === name);
      if (!scheme) {
        const known = schemes.map((candidate) => `"${candidate.name}"`).join(', ') || 'none';
        const path = [...list.path, String(index), name];
        report(reading, 'security/unknown-scheme', path, `"${name}" is no security scheme`, `Described are: ${known}.`);
        return [];
      }
      return [{ scheme, scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [] }];
    }),
  }));
}

function requirementEntries(reading: Reading, value: unknown, path: readonly string[]): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : (wrongType(reading, { value, path }, 'an object') ?? []);
}
