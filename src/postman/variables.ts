import { type Contract, entriesOf } from '../contract/types.ts';
import { assertNever } from '../core/errors.ts';
import { once } from '../core/once.ts';
import { stableId } from '../core/stable-id.ts';
import { toShortList, toSlug } from '../core/words.ts';
import { isAuthorization, schemesInUse, scopesInUse, tokenScheme } from '../model/chosen-security.ts';
import type { ApiModel, ClientCredentialsScheme, OwnServer, Server } from '../model/types.ts';
import type { Capture } from '../rules/request.ts';
import { REAL_SERVER } from '../rules/run-variables.ts';
import { apiKeys, EXPIRED_TOKEN } from './auth.ts';
import type { Environment, Variable } from './types.ts';

/** A variable of the collection. */
export interface CollectionVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  /** Whether it is the name of a client or a user, which is hidden only where it is long enough. */
  readonly identifies?: true;
  /** Whether it may stay empty. Requests that need it are skipped then. */
  readonly optional: boolean;
  /** The variable whose value makes this one unnecessary. */
  readonly instead?: string;
  readonly description: string;
}

const GIVEN = 'An access token (optional), where client credentials do not serve. It is sent if `client_id` is empty.';
const EXPIRED = 'An expired access token (optional). If it is empty, the requests that send it are skipped.';

/**
 * The variables for the base URL and the credentials.
 *
 * The environments, the runner and the reference server use the same names.
 */
export function connectionVariables(model: ApiModel): readonly CollectionVariable[] {
  const variables: CollectionVariable[] = [...serverVariables(model)];
  const secret = (name: string, description: string, more: Partial<CollectionVariable> = {}) => {
    if (variables.some((variable) => variable.name === name)) return;
    variables.push({ name, value: '', secret: true, optional: false, ...more, description });
  };
  const schemes = schemesInUse(model).filter(isAuthorization);
  for (const scheme of schemes) {
    switch (scheme.kind) {
      case 'client-credentials': {
        if (variables.some(({ name }) => name === 'client_id')) break;
        variables.push(...endpointVariables(scheme, model));
        const instead = scheme.discovery && { instead: scheme.discovery.variable };
        secret('client_id', scheme.description, { ...instead, identifies: true });
        secret('client_secret', scheme.description, instead);
        if (instead) secret(instead.instead, GIVEN, { optional: true });
        break;
      }
      case 'bearer':
      case 'http':
        secret(scheme.variable, scheme.description);
        break;
      case 'basic':
      case 'digest':
        secret(scheme.username, scheme.description, { identifies: true });
        secret(scheme.password, scheme.description);
        break;
      default:
        assertNever(scheme);
    }
  }
  for (const key of apiKeys(model)) secret(key.variable, key.description);
  if (schemes.some(({ kind }) => kind === 'client-credentials' || kind === 'bearer'))
    secret(EXPIRED_TOKEN, EXPIRED, { optional: true });
  return variables;
}

/** The URLs of servers, and their parts that a description leaves open. */
function serverVariables(model: ApiModel): readonly CollectionVariable[] {
  const [main] = model.servers;
  const all = [{ ...main, variable: 'base_url', description: '' }, ...ownServers(model)];
  return all.flatMap(({ variable, template, description, variables }) => {
    const plain = { secret: false, optional: false };
    const what =
      variable === 'base_url' ? 'The base URL of the API.' : `The base URL of ${operationsAt(variable, model)}.`;
    return [
      { ...plain, name: variable, value: template, description: [what, description].filter(Boolean).join(' ') },
      ...variables.map((part) => {
        const allowed = part.allowed.length > 0 ? `Allowed: ${part.allowed.join(', ')}.` : '';
        const about = part.description.trim() || `The part \`${part.name}\` of \`${variable}\`.`;
        const sentence = allowed === '' || /[.!?:]$/.test(about) ? about : `${about}.`;
        const description = [sentence, allowed].filter(Boolean).join(' ');
        return { ...plain, name: part.variable, value: part.value, description };
      }),
    ];
  });
}

function operationsAt(variable: string, { operations }: ApiModel): string {
  const paths = operations.flatMap(({ server, path }) => (server?.variable === variable ? [`\`${path}\``] : []));
  return toShortList([...new Set(paths)]);
}

/** The servers of paths and operations, without duplicates. */
export const ownServers = once(({ operations }: ApiModel): readonly OwnServer[] => [
  ...new Set(operations.flatMap(({ server }) => server ?? [])),
]);

/** Where tokens come from, and the scopes that are requested. */
function endpointVariables(scheme: ClientCredentialsScheme, model: ApiModel): readonly CollectionVariable[] {
  const plain = { secret: false, optional: false };
  const { tokenUrl, discovery } = scheme;
  const needed = scopesInUse(model);
  return [
    discovery
      ? {
          ...plain,
          name: 'openid_configuration_url',
          value: discovery.url,
          description: 'The URL of the OpenID configuration, which names the token endpoint.',
        }
      : { ...plain, name: 'token_url', value: tokenUrl, description: 'The URL of the token endpoint (OAuth 2.0).' },
    ...(needed.length > 0
      ? [
          {
            ...plain,
            name: 'token_scope',
            // An OAuth 2.0 server has default scopes; with OpenID Connect, a token without a requested scope is of no use.
            value: discovery ? needed.join(' ') : '',
            description: 'The scopes of the token, separated by spaces. If it is empty, the token request names none.',
          },
        ]
      : []),
  ];
}

const FOR_PEOPLE: readonly Capture['kind'][] = ['member', 'created', 'entity-tag'];

/**
 * The variables that requests pass to later requests, with their initial values. Variables that only scripts use, such as a value to
 * filter by, are left out: people need not see them.
 */
function handedOnVariables({ groups }: Contract): readonly CollectionVariable[] {
  const entries = entriesOf({ groups });
  const ofScripts = new Set(
    entries.flatMap(({ request: { captures } }) =>
      captures.flatMap((capture) =>
        !FOR_PEOPLE.includes(capture.kind) && 'variable' in capture ? [capture.variable] : [],
      ),
    ),
  );
  const found = new Map<string, CollectionVariable>();
  for (const { request } of entries) {
    for (const { value, description } of request.arguments) {
      if (value.kind === 'text' || found.has(value.name) || ofScripts.has(value.name)) continue;
      found.set(value.name, { name: value.name, value: value.initial, secret: false, optional: false, description });
    }
  }
  for (const { variable: name } of entries.flatMap(({ request }) => request.body?.variables ?? [])) {
    found.set(name, { name, value: '', secret: false, optional: false, description: '' });
  }
  if (hasOtherData({ groups })) {
    const description =
      'Empty for the reference server, whose data do not change, and need not meet the success criteria of use cases.';
    found.set(REAL_SERVER, { name: REAL_SERVER, value: 'yes', secret: false, optional: true, description });
  }
  return [...found.values()];
}

/** Whether there are success criteria that the reference server does not meet, or a request for what was deleted, which it still has. */
export function hasOtherData({ groups }: Pick<Contract, 'groups'>): boolean {
  return entriesOf({ groups }).some(
    ({ request: { criteria = [], step, deletedBy } }) =>
      deletedBy !== undefined || [...criteria, step?.refusal].some((one) => one?.elsewhere),
  );
}

/** Only of the collection: an environment with an empty value would hide what is discovered. */
const DISCOVERED: CollectionVariable = {
  name: 'token_url',
  value: '',
  secret: false,
  optional: true,
  description: 'The URL of the token endpoint. "Get the OpenID configuration" sets it.',
};

export function toVariables(contract: Contract, collectionId: string): readonly Variable[] {
  const discovered = tokenScheme(contract.model)?.discovery ? [DISCOVERED] : [];
  return [...connectionVariables(contract.model), ...discovered, ...handedOnVariables(contract)].map(
    ({ name, value, description }) => ({
      id: stableId(collectionId, 'variable', name),
      key: name,
      // Postman would replace a variable in the value, so braces from a description are encoded.
      value: isServerUrl(name, contract.model) ? value : value.replaceAll('{{', '%7B%7B'),
      type: 'string',
      ...(description && { description }),
    }),
  );
}

function isServerUrl(name: string, model: ApiModel): boolean {
  return name === 'base_url' || ownServers(model).some(({ variable }) => variable === name);
}

/** An environment: the connection variables, with the values of one target. Postman hides those of type `secret`. */
export function toEnvironment(name: string, model: ApiModel, values: Readonly<Record<string, string>>): Environment {
  return {
    id: stableId('environment', model.title, name),
    name: `${model.title} (${name})`,
    values: connectionVariables(model).map((variable) => ({
      key: variable.name,
      value: values[variable.name] ?? variable.value,
      type: variable.secret ? 'secret' : 'default',
      enabled: true,
    })),
    _postman_variable_scope: 'environment',
  };
}

/** The environments of the other servers of a document, by name. The first is that of `production`. */
export function otherEnvironments(model: ApiModel): ReadonlyMap<string, Environment> {
  const found = new Map<string, Environment>();
  for (const server of model.servers.slice(1)) {
    const stem = toEnvironmentName(server);
    let name = stem;
    for (let number = 2; found.has(name) || ['production', 'local'].includes(name); number += 1)
      name = `${stem}-${number}`;
    found.set(name, toEnvironment(name, { ...model, servers: [server] }, {}));
  }
  return found;
}

/** `staging`, by its name or a short description, or else by the host. */
function toEnvironmentName({ name = '', description, url }: Server): string {
  const host = URL.canParse(url) ? new URL(url).host : 'other';
  return toSlug([name, description].find((text) => /[a-z]/i.test(text) && text.length <= 24) ?? host);
}
