import { isRecord } from '../core/json.ts';
import { toList } from '../core/words.ts';
import { fillsAuthorization, isUsable } from './chosen-security.ts';
import type { Fault } from './left-out.ts';
import { child, type Node, notice, type Reading, report, wrongType } from './reading.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from './types.ts';

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
      return [{ scheme, scopes: readScopes(reading, scopes, [...list.path, String(index), name]) }];
    }),
  }));
}

/** What is no scope is not asked for. */
function readScopes(reading: Reading, value: unknown, path: readonly string[]): string[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [];
  const scopes = listed.filter((scope) => typeof scope === 'string');
  if (!Array.isArray(value) || scopes.length < listed.length) {
    notice(
      reading,
      'note',
      path,
      `the scopes of "${path.at(-1)}" are not an array of texts: what is no text is not asked for`,
    );
  }
  return scopes;
}

function requirementEntries(reading: Reading, value: unknown, path: readonly string[]): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : (wrongType(reading, { value, path }, 'an object') ?? []);
}

/** Why no request to an operation can authenticate, if none can. */
export function securityFaults(reading: Reading, { security, pointer }: Operation): readonly Fault[] {
  if (security.length === 0 || security.some(isUsable)) return [];
  const reasons = [...new Set(security.map(reasonOf))].join('; ');
  const finding = {
    code: 'security/unsupported',
    message: `no request can authenticate: ${reasons}`,
    place: reading.locate(pointer),
  } as const;
  return [{ finding, pointer }];
}

function reasonOf({ needs }: SecurityRequirement): string {
  const unknown = needs.flatMap(({ scheme }) =>
    scheme.kind === 'unsupported' ? [`"${scheme.name}" has the type "${scheme.type}", which is not supported`] : [],
  );
  if (unknown.length > 0) return unknown.join(', ');
  const filling = needs.filter(({ scheme }) => fillsAuthorization(scheme)).map(({ scheme }) => `"${scheme.name}"`);
  return `${toList(filling)} need the same header, Authorization`;
}
