import { isRecord } from '../core/json.ts';
import { didYouMean } from '../core/nearest.ts';
import { fromPointer } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import { ownReference, selfOf } from '../load/self.ts';
import { fillsAuthorization, isUsable } from './chosen-security.ts';
import type { Fault } from './left-out.ts';
import { type Node, notice, type Reading, report, wrongType } from './reading.ts';
import { childOrNone } from './typed-members.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from './types.ts';

/** What is read of the security of an operation. */
type ReadSecurity = Pick<Operation, 'security' | 'unknownSchemes'>;

/**
 * The security requirements of an operation: its own `security`, or the document's. An empty requirement, kept as an empty
 * set of needs, makes credentials optional. An alternative with a scheme that is not described is left out: requests use another one, or
 * are sent without credentials.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object
 */
export function readSecurity(
  reading: Reading,
  operation: Node,
  root: Node,
  schemes: readonly SecurityScheme[],
): ReadSecurity {
  const own = childOrNone(reading, operation, 'security');
  const list = own ?? childOrNone(reading, root, 'security');
  if (!list) return { security: [] };
  // An invalid value must be reported: ignored, it would mean "no credentials needed".
  if (!Array.isArray(list.value)) return { security: wrongType(reading, list, 'an array') ?? [] };
  const unknown: Node[] = [];
  const security = list.value.flatMap((requirement: unknown, index): readonly SecurityRequirement[] => {
    const needs = requirementEntries(reading, requirement, [...list.path, String(index)]).map(([name, scopes]) => {
      const path = [...list.path, String(index), name];
      const need = needOf(reading, name, { value: scopes, path }, schemes);
      if (!need) unknown.push({ value: name, path });
      return need;
    });
    const known = needs.filter((need) => need !== undefined);
    return known.length === needs.length ? [withOneToken(known)] : [];
  });
  // What the whole document requires is told once, where that is read.
  if (own || operation.path.length === 0)
    for (const node of unknown) tellUnknown(reading, node, { root, schemes, isLast: security.length === 0 });
  return { security, ...(unknown.length > 0 && security.length === 0 && { unknownSchemes: true as const }) };
}

type Need = Needs[number];

function needOf(
  reading: Reading,
  name: string,
  { value, path }: Node,
  schemes: readonly SecurityScheme[],
): Need | undefined {
  const scopes = readScopes(reading, value, path);
  const isKnown = (one: string) => schemes.some((scheme) => scheme.name === one);
  const written = schemeName(reading, name, isKnown);
  const scheme = schemeFor(
    scopes,
    schemes.filter((candidate) => candidate.name === written),
  );
  if (scheme) noteUndeclared(reading, scheme, scopes, path);
  return scheme && { scheme, scopes };
}

/** A scheme that is not described changes nothing of the request but its credentials. One with errors is told there. */
function tellUnknown(
  reading: Reading,
  { value, path }: Node,
  {
    root,
    schemes,
    isLast,
  }: { readonly root: Node; readonly schemes: readonly SecurityScheme[]; readonly isLast: boolean },
): void {
  const name = String(value);
  const components = childOrNone(reading, root, 'components')?.value;
  const described = isRecord(components) ? components['securitySchemes'] : undefined;
  if (isRecord(described) && Object.hasOwn(described, name)) {
    report(reading, 'security/unknown-scheme', path, `the security scheme "${name}" has errors, see there`);
    return;
  }
  // One scheme may be read in two ways, by the scopes of its flows.
  const names = [...new Set(schemes.map((candidate) => candidate.name))];
  const known = names.map((one) => `"${one}"`).join(', ') || 'none';
  const hint = `${didYouMean(name, names)}Described: ${known}.`;
  if (reading.strict) {
    report(reading, 'security/unknown-scheme', path, `"${name}" is not a security scheme`, hint);
    return;
  }
  const becomes = isLast
    ? 'requests are sent without credentials, and security is not asserted'
    : 'requests use another alternative';
  notice(reading, 'left-out', path, `"${name}" is not a security scheme (described: ${known}): ${becomes}`);
}

/** A flow lists all its scopes, but for those of OpenID Connect. https://spec.openapis.org/oas/v3.1.1.html#oauth-flow-object */
function noteUndeclared(reading: Reading, scheme: SecurityScheme, wanted: readonly string[], path: readonly string[]) {
  if (scheme.kind !== 'client-credentials' || scheme.discovery) return;
  const undeclared = wanted.filter((scope) => !scheme.scopes.includes(scope)).map((scope) => `"${scope}"`);
  if (undeclared.length === 0) return;
  const message = `"${scheme.name}" does not list ${toList(undeclared)} among the scopes of its flow, and they are asked for all the same`;
  notice(reading, 'note', path, message);
}

/** A requirement may name its scheme by its URI. https://spec.openapis.org/oas/v3.2.0.html#security-requirement-object */
export function schemeName({ root, address }: Reading, written: string, isKnown: (name: string) => boolean): string {
  if (isKnown(written)) return written;
  const local = ownReference(written, selfOf(root, address)) ?? written;
  return local.startsWith('#/components/securitySchemes/') ? (fromPointer(local).at(-1) ?? written) : written;
}

/** Of a scheme that has two ways to a token, the one whose token can have the scopes. */
function schemeFor(scopes: readonly string[], [first, second]: readonly SecurityScheme[]): SecurityScheme | undefined {
  const isOther = second && first?.kind === 'client-credentials' && scopes.some((one) => !first.scopes.includes(one));
  return isOther ? second : first;
}

type Needs = SecurityRequirement['needs'];

/** A request has one `Authorization` header, so schemes that each need a token there are satisfied by one token, with all scopes. */
function withOneToken(needs: Needs): SecurityRequirement {
  const ofToken = needs.filter(({ scheme: { kind } }) => kind === 'client-credentials' || kind === 'bearer');
  const chosen = ofToken.find(({ scheme: { kind } }) => kind === 'client-credentials') ?? ofToken[0];
  if (!chosen || ofToken.length === 1) return { needs };
  const scopes = [...new Set(ofToken.flatMap((need) => need.scopes))];
  return {
    needs: needs.flatMap((need) => (need === chosen ? { ...need, scopes } : ofToken.includes(need) ? [] : need)),
    oneToken: ofToken.map(({ scheme }) => scheme.name),
  };
}

/** A notice for each group of schemes that one token satisfies. */
export function noteOneToken(reading: Reading, operations: readonly Operation[]): void {
  const noted = new Set<string>();
  for (const { security, pointer } of operations) {
    for (const { oneToken = [], needs } of security) {
      const names = toList(oneToken.map((name) => `"${name}"`));
      if (oneToken.length === 0 || noted.has(names)) continue;
      noted.add(names);
      const used = needs.find(({ scheme }) => oneToken.includes(scheme.name))?.scheme.name;
      const message = `${names} need the same header, Authorization: one token serves for all of them, that of "${used}"`;
      notice(reading, 'note', fromPointer(pointer), message);
    }
  }
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
