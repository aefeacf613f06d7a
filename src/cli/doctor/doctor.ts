/** All checks of a target, in the order in which one needs them. */
import { toEnvName } from '../../core/variable-names.ts';
import { schemesInUse, scopesInUse, tokenScheme } from '../../model/chosen-security.ts';
import type { ApiModel, SecurityScheme } from '../../model/types.ts';
import { type Check, failed, none, ok } from './check.ts';
import { checkClock } from './clock.ts';
import { checkConnection } from './connection.ts';
import { checkApi, unknownOf } from './probe.ts';
import type { Wire } from './send.ts';
import { checkToken, type TokenFound } from './token.ts';

export interface Examined {
  readonly model: ApiModel;
  /** The URLs and credentials, by the names of the collection's variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Why nothing can authenticate. */
  readonly lacking: Check | undefined;
}

/** `onToken` gets an access token as soon as there is one, so that it can be kept out of what is printed. */
export async function examine(
  { model, variables, lacking }: Examined,
  wire: Wire,
  onToken: (token: string) => void,
): Promise<readonly Check[]> {
  const connection = await checkConnection(new URL(variables['base_url'] ?? ''), wire);
  const isReached = connection.every(({ state }) => state !== 'failed');
  const notReached = unknownOf(model, 'the server is not reached');
  if (lacking) {
    const noCredentials = unknownOf(model, 'there are no usable credentials');
    return [...connection, lacking, ...(isReached ? noCredentials : notReached)];
  }
  const isOpen = schemesInUse(model).length === 0;
  const all = isOpen ? none('credentials', 'none are described') : checkForms(model, variables);
  const { checks, token, headers } = await tokenChecks(model, variables, wire);
  if (token !== undefined) onToken(token);
  const api = isReached ? await checkApi({ model, variables, token }, wire) : notReached;
  // Without an answer of the API, the token endpoint tells the time.
  const told = api.map((check) =>
    headers && check.name === 'clock' && check.state === 'skipped' ? checkClock(headers) : check,
  );
  return [...connection, all, ...checks, ...told];
}

/** Whether a credential has the name of its scheme in it, which clients write before it: `Bearer Bearer x` is refused. */
function checkForms(model: ApiModel, variables: Examined['variables']): Check {
  for (const scheme of schemesInUse(model)) {
    const [name, word] = tokenIn(scheme);
    const isTwice = variables[name]?.trimStart().toLowerCase().startsWith(`${word.toLowerCase()} `);
    if (!isTwice) continue;
    const variable = toEnvName(name);
    const next = `Leave "${word} " out of ${variable}: it is written before the value.`;
    return failed('credentials', `${variable} begins with "${word} "`, next);
  }
  return ok('credentials', 'all are set');
}

/** The variables that a header has as they are. */
export function variablesInHeaders(model: ApiModel): readonly string[] {
  return schemesInUse(model).flatMap((scheme) => {
    if (scheme.kind === 'api-key') return scheme.in === 'query' ? [] : [scheme.variable];
    if (scheme.kind === 'digest') return [scheme.username];
    return scheme.kind === 'bearer' || scheme.kind === 'http' ? [scheme.variable] : [];
  });
}

/** The variable with what stands after a word in `Authorization`, and this word. */
function tokenIn(scheme: SecurityScheme): readonly [variable: string, word: string] {
  if (scheme.kind === 'http') return [scheme.variable, scheme.scheme];
  if (scheme.kind === 'client-credentials') return [scheme.discovery?.variable ?? '', 'Bearer'];
  return [scheme.kind === 'bearer' ? scheme.variable : '', 'Bearer'];
}

/** The token endpoint may be on another host, so it is tried whether or not the API is reached. */
async function tokenChecks(
  model: ApiModel,
  variables: Readonly<Record<string, string>>,
  wire: Wire,
): Promise<TokenFound> {
  const scheme = tokenScheme(model);
  if (!scheme) return { checks: [none('token', 'no client credentials are described')] };
  return checkToken({ scheme, variables, scopes: scopesInUse(model) }, wire);
}
