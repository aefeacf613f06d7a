/** Arbitrary security schemes and requirements. https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object */
import fc from 'fast-check';
import { anyText, componentName, defined, headerName, type Members, maybe } from './making.ts';

export interface Scheme {
  readonly name: string;
  readonly object: Members;
  readonly scopes: readonly string[];
  /** Whether it is one of the schemes that not every part of the law holds for. */
  readonly isOther: boolean;
}

const SCOPES = ['read', 'write', 'orders:read', 'a b', '{{x}}', 'admin'] as const;

const apiKey = fc
  .oneof(
    fc.record({
      in: fc.constant('header'),
      name: fc.oneof(headerName, fc.constant('Authorization')).filter((name) => !(name in Object.prototype)),
    }),
    fc.record({ in: fc.constant('query'), name: fc.constantFrom('key', 'api_key', 'a b', 'a&b', '{{x}}', 'é') }),
    fc.record({ in: fc.constant('cookie'), name: fc.constantFrom('sid', 'a-b') }),
  )
  .map((place) => ({ object: { type: 'apiKey', ...place } as Members, scopes: [] as string[], isOther: false }));

const http = fc.constantFrom('basic', 'bearer', 'Bearer', 'digest').map((scheme) => ({
  object: { type: 'http', scheme } as Members,
  scopes: [] as string[],
  isOther: scheme === 'digest',
}));

const oauth2 = fc
  .record({
    scopes: fc.uniqueArray(fc.constantFrom(...SCOPES.filter((scope) => scope !== 'a b')), { maxLength: 3 }),
    flow: fc.constantFrom('clientCredentials', 'clientCredentials', 'authorizationCode', 'password', 'implicit'),
    tokenUrl: fc.constantFrom('https://id.example.com/oauth/token', '/token', 'https://api.example.com/v1/token'),
  })
  .map(({ scopes, flow, tokenUrl }) => {
    const urls = {
      ...(flow !== 'implicit' && { tokenUrl }),
      ...(['authorizationCode', 'implicit'].includes(flow) && { authorizationUrl: 'https://id.example.com/authorize' }),
    };
    const described = Object.fromEntries(scopes.map((scope) => [scope, `To ${scope}`]));
    const object: Members = { type: 'oauth2', flows: { [flow]: { ...urls, scopes: described } } };
    return { object, scopes: [...scopes] as string[], isOther: flow !== 'clientCredentials' };
  });

const openIdConnect = fc.constant({
  object: {
    type: 'openIdConnect',
    openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration',
  } as Members,
  scopes: ['read'],
  isOther: true,
});

const mutualTls = fc.constant({ object: { type: 'mutualTLS' } as Members, scopes: [] as string[], isOther: true });

/** Names of variables of a collection. */
const RESERVED = ['base_url', 'client_secret', 'access_token', 'username'] as const;

const schemeName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('key', 'token', 'login', 'oauth') },
  { weight: 2, arbitrary: componentName },
  fc.constantFrom(...RESERVED),
);

/** The schemes of a description. Names are unique, in whatever case. */
export const schemes: fc.Arbitrary<readonly Scheme[]> = fc
  .uniqueArray(
    fc.record({
      name: schemeName,
      kind: fc.oneof(apiKey, http, oauth2, openIdConnect, mutualTls),
      description: maybe(anyText, 2),
    }),
    { selector: ({ name }) => name, maxLength: 3 },
  )
  .map((all) =>
    all.map(({ name, kind, description }) => ({ ...kind, name, object: defined({ ...kind.object, description }) })),
  );

export function isReserved({ name }: Scheme): boolean {
  return RESERVED.some((reserved) => reserved === name) || name in Object.prototype;
}

/** Which schemes are required together, by their places in the list; none: no credentials are needed. */
export type Alternatives = readonly (readonly number[])[];

/** One alternative or several, of one scheme or several, or none. */
export const alternatives: fc.Arbitrary<Alternatives> = fc.oneof(
  { weight: 3, arbitrary: fc.nat(2).map((place) => [[place]]) },
  fc.constant([[0, 1]]),
  fc.constant([[0], [1]]),
  fc.constant([[0], []]),
  fc.constant([[], [1]]),
  fc.constant([]),
);

/** The requirements for these schemes. Two that fill the same header cannot be required together. */
export function toSecurity(chosen: Alternatives, known: readonly Scheme[]): readonly Members[] {
  if (known.length === 0) return [];
  return chosen.map((places) => {
    const together = [...new Set(places.map((place) => place % known.length))].flatMap((place) => known[place] ?? []);
    const filling = together.filter(fillsAuthorization);
    const kept = together.filter((scheme) => !fillsAuthorization(scheme) || scheme === filling[0]);
    return Object.fromEntries(kept.map(({ name, scopes }) => [name, scopes.slice(0, 1)]));
  });
}

function fillsAuthorization({ object }: Scheme): boolean {
  if (object['type'] !== 'apiKey') return object['type'] !== 'mutualTLS';
  return object['in'] === 'header' && object['name'] === 'Authorization';
}
