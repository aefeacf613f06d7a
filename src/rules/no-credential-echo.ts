import { once } from '../core/once.ts';
import { apiKeysOf, authorizationOf } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import type { CredentialPlaces } from '../sandbox/request-data.ts';
import { answersOf, isRefusal } from './answers.ts';
import type { ContractRequest } from './request.ts';
import { defineRule, type Mutation } from './rule.ts';
import { WRONG_KEY } from './run-variables.ts';
import { js } from './script.ts';
import { type Statuses, statusesOf } from './statuses.ts';

/** What a request may send, and what it expects. */
interface Sent {
  /** The names of headers that may hold a credential, in lower case. */
  readonly headers: readonly string[];
  /** A key in the URL of this request, which a mutant repeats. */
  readonly inUrl?: string;
  /** Whether the request sends a password or a client secret by HTTP Basic. */
  readonly sendsPassword: boolean;
  /** The variable of a secret that stands in the body. */
  readonly form?: 'client_secret';
  /** The expected statuses. */
  readonly statuses: Statuses;
}

/** An error response does not repeat credentials: error responses end up in logs. */
export const noCredentialEcho = defineRule<Sent>({
  id: 'no-credential-echo',
  summary: 'An error response repeats no credentials of its request, neither in its body nor in its headers.',
  form: 'testFor',
  applies: ({ request, model }) => {
    if (!isRefusal(request) || sendsNothing(request)) return [];
    const { credentials } = request;
    const isInUrl =
      credentials.kind === 'wrong-api-key' &&
      model.securitySchemes.some(
        (scheme) => scheme.kind === 'api-key' && scheme.in === 'query' && scheme.name === credentials.scheme,
      );
    const places = credentialPlaces(model);
    // A digest has no secret, but what the challenge of the server has.
    const isDigest = authorizationOf(request.operation)?.kind === 'digest';
    const headers = places.headers.filter((name) => !isDigest || name !== 'authorization');
    if ([headers, places.query, places.cookies].every(({ length }) => length === 0)) return [];
    return [
      {
        headers,
        ...(isInUrl && { inUrl: WRONG_KEY }),
        sendsPassword: hasPassword(request),
        ...(hasSecretInBody(request) && { form: 'client_secret' as const }),
        statuses: statusesOf(answersOf(request)),
      },
    ];
  },
  title: () => 'The error response repeats no credentials',
  // Also judged where the status is unexpected: a page about an internal error often quotes its request.
  statuses: () => 'any',
  script: ({ form, statuses }) => (form ? js`expectNoEcho(${statuses}, ${form});` : js`expectNoEcho(${statuses});`),
  mutations: ({ headers, inUrl, sendsPassword }) => [
    {
      name: 'the credentials repeated',
      change: (answer, request) => {
        const found = headers.map((name) => request[name]?.split(' ').pop());
        const cookie = request['cookie']?.split('=').slice(1).join('=');
        const sent = [...found, cookie, inUrl].find((value) => value !== undefined && value.length > 7);
        return sent === undefined
          ? undefined
          : { ...answer, headers: { ...answer.headers, 'x-debug': `refused ${sent}` } };
      },
    },
    ...(sendsPassword ? [PASSWORD_REPEATED] : []),
  ],
});

/** Where the requests of an API may hold credentials. */
export const credentialPlaces = once(({ securitySchemes }: ApiModel): CredentialPlaces => {
  const keysIn = (place: 'header' | 'query' | 'cookie') =>
    securitySchemes.flatMap((scheme) => (scheme.kind === 'api-key' && scheme.in === place ? [scheme.parameter] : []));
  return {
    headers: ['authorization', ...keysIn('header').map((name) => name.toLowerCase())],
    query: keysIn('query'),
    cookies: keysIn('cookie'),
  };
});

/** Whether a request certainly sends no credential. */
function sendsNothing({ operation, credentials }: ContractRequest): boolean {
  const hasKeys = apiKeysOf(operation).length > 0;
  switch (credentials.kind) {
    case 'nothing':
      return true;
    case 'none':
      return !hasKeys;
    case 'inherited':
    case 'where-writing':
      return !hasKeys && !authorizationOf(operation);
    case 'without-api-key':
      return !authorizationOf(operation) && apiKeysOf(operation).every(({ name }) => name === credentials.scheme);
    case 'client':
      return credentials.wrong === 'all';
    default:
      return false;
  }
}

function hasSecretInBody({ operation, credentials }: ContractRequest): boolean {
  const scheme = authorizationOf(operation);
  return (
    credentials.kind === 'client' && scheme?.kind === 'client-credentials' && scheme.clientAuthentication === 'body'
  );
}

function hasPassword({ operation, credentials }: ContractRequest): boolean {
  const scheme = authorizationOf(operation);
  if (credentials.kind === 'client')
    return scheme?.kind === 'client-credentials' && scheme.clientAuthentication === 'header';
  return scheme?.kind === 'basic' && !['none', 'nothing', 'where-writing'].includes(credentials.kind);
}

const PASSWORD_REPEATED: Mutation = {
  name: 'the password repeated',
  change: (answer, request) => {
    const encoded = /^basic (.+)$/i.exec(request['authorization'] ?? '')?.[1];
    const password = encoded && Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':');
    return password && password.length > 7 && /^[\x20-\x7e]+$/.test(password)
      ? { ...answer, headers: { ...answer.headers, 'x-debug': `refused ${password}` } }
      : undefined;
  },
};
