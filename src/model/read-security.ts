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
      const hint = 'The name of a scheme becomes the name of a collection variable. Choose another name.';
      report(
        reading,
        'security/reserved-name',
        node.path,
        `"${name}" is reserved for a variable of the collection`,
        hint,
      );
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
  const supported =
    type === 'apiKey'
      ? readApiKey(reading, name, node)
      : type === 'oauth2'
        ? readClientCredentials(reading, name, node, api)
        : undefined;
  return supported ?? { kind: 'unsupported', name, type: scheme ? `${type} ${scheme}` : type, description };
}

function readApiKey(reading: Reading, name: string, node: Node): SecurityScheme | undefined {
  const description = textAt(reading, node, 'description');
  const where = textAt(reading, node, 'in');
  const parameter = textAt(reading, node, 'name');
  if (where === 'header' && !isHeaderName(parameter)) {
    report(reading, 'document/wrong-type', [...node.path, 'name'], `"${parameter}" is not a valid header name`);
  }
  if (where !== 'header' && where !== 'query' && where !== 'cookie') return undefined;
  return { kind: 'api-key', name, in: where, parameter, description };
}

function readClientCredentials(
  reading: Reading,
  name: string,
  node: Node,
  api: { readonly title: string; readonly baseUrl: string },
): SecurityScheme | undefined {
  const flows = objectAt(reading, node, 'flows');
  const flow = flows && objectAt(reading, flows, 'clientCredentials');
  if (!flow) return undefined;
  const scopes = objectAt(reading, flow, 'scopes');
  return {
    kind: 'client-credentials',
    name,
    description: textAt(reading, node, 'description'),
    tokenUrl: toAbsolute(textAt(reading, flow, 'tokenUrl'), api.baseUrl),
    scopes: scopes && isRecord(scopes.value) ? Object.keys(scopes.value) : [],
    clientAuthentication: textAt(reading, node, 'x-client-authentication') === 'body' ? 'body' : 'header',
    tokenName: textAt(reading, node, 'x-token-name') || `Token ${api.title}`,
  };
}

function toAbsolute(url: string, baseUrl: string): string {
  return URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`).href : url;
}

/**
 * The security requirements of an operation: its own `security`, or the document's. An empty requirement, kept as an empty
 * set of needs, makes credentials optional.
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
  // An invalid value must be reported: ignored, it would mean "no credentials needed".
  if (!Array.isArray(list.value)) return wrongType(reading, list, 'an array') ?? [];
  return list.value.map((requirement: unknown, index) => ({
    needs: requirementEntries(reading, requirement, [...list.path, String(index)]).flatMap(([name, scopes]) => {
      const scheme = schemes.find((candidate) => candidate.name === name);
      if (!scheme) {
        const known = schemes.map((candidate) => `"${candidate.name}"`).join(', ') || 'none';
        const path = [...list.path, String(index), name];
        report(reading, 'security/unknown-scheme', path, `"${name}" is not a security scheme`, `Described: ${known}.`);
        return [];
      }
      return [{ scheme, scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [] }];
    }),
  }));
}

function requirementEntries(reading: Reading, value: unknown, path: readonly string[]): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : (wrongType(reading, { value, path }, 'an object') ?? []);
}
