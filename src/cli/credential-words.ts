/** What each credential is that a person has to give: its variable of the environment tells only the name of its scheme. */
import { assertNever } from '../core/errors.ts';
import { toEnvName } from '../core/variable-names.ts';
import { schemesInUse } from '../model/chosen-security.ts';
import type { ApiModel, SecurityScheme } from '../model/types.ts';

/** A phrase for each variable, such as `the API key of "vault", sent in the header X-Vault-Key`. */
export function credentialsInWords(model: ApiModel): ReadonlyMap<string, string> {
  const all = schemesInUse(model).flatMap(wordsOf);
  // Of schemes that share a variable, the first is named.
  return new Map(all.toReversed().map(([name, what]) => [toEnvName(name), what]));
}

function wordsOf(scheme: SecurityScheme): readonly (readonly [variable: string, what: string])[] {
  const of = `"${scheme.name}"`;
  switch (scheme.kind) {
    case 'client-credentials':
      return [
        ['client_id', `the id of your OAuth client, for ${of}`],
        ['client_secret', `the secret of your OAuth client, for ${of}`],
        ...(scheme.discovery ? [[scheme.discovery.variable, `an access token for ${of}`] as const] : []),
      ];
    case 'bearer':
      return [[scheme.variable, `an access token for ${of}, which you get yourself`]];
    case 'http':
      return [[scheme.variable, `the text of ${of}: what follows "${scheme.scheme}" in Authorization`]];
    case 'basic':
    case 'digest':
      return [
        [scheme.username, `the user name for ${of}`],
        [scheme.password, `the password for ${of}`],
      ];
    case 'api-key':
      return [[scheme.variable, `the API key of ${of}, sent ${placeOf(scheme)}`]];
    case 'mutual-tls':
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}

function placeOf({ in: where, parameter }: Extract<SecurityScheme, { kind: 'api-key' }>): string {
  return `${where === 'query' ? 'as the query parameter' : `in the ${where}`} ${parameter}`;
}
