/** Security definitions of Swagger 2.0. https://spec.openapis.org/oas/v2.0.html#security-scheme-object */
import { isRecord } from '../../core/json.ts';
import { type Members, membersOf, moved, type Part, remark, type Upgrading } from './upgrading.ts';

const FLOWS: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

export function toSecuritySchemes(upgrading: Upgrading, definitions: Part): unknown {
  if (!isRecord(definitions.value)) return definitions.value;
  const to = '/components/securitySchemes';
  return Object.fromEntries(
    membersOf(definitions).map(([name, part]) => [name, toScheme(upgrading, moved(upgrading, part, to, name))]),
  );
}

function toScheme(upgrading: Upgrading, part: Part): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  if (value['type'] === 'basic') return { ...value, type: 'http', scheme: 'basic' };
  if (value['type'] !== 'oauth2' || value['flows'] !== undefined) return value;
  const { flow, authorizationUrl, tokenUrl, scopes = {}, ...rest } = value;
  const name = typeof flow === 'string' ? FLOWS[flow] : undefined;
  if (name === undefined) {
    remark(upgrading, 'note', part, `the flow ${JSON.stringify(flow)} is none of ${Object.keys(FLOWS).join(', ')}`);
    return { ...rest, flows: {} };
  }
  moved(upgrading, part, part.to, 'flows', name);
  const given: Members = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes,
  };
  return { ...rest, flows: { [name]: given } };
}
