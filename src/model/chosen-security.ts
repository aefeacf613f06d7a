import type { ApiModel, Operation, SecurityRequirement, SecurityScheme } from './types.ts';

export type SupportedScheme = Exclude<SecurityScheme, { kind: 'unsupported' }>;
export type ApiKeyScheme = Extract<SecurityScheme, { kind: 'api-key' }>;
/** A scheme that fills the `Authorization` header. */
export type AuthorizationScheme = Exclude<SupportedScheme, { kind: 'api-key' }>;

/** The alternative by which requests to an operation get in: the first whose schemes can all be served, else the first. */
export function chosenRequirement({ security }: Operation): SecurityRequirement | undefined {
  return security.find(({ needs }) => needs.every(({ scheme }) => scheme.kind !== 'unsupported')) ?? security[0];
}

/** What a request to an operation shows in its `Authorization` header, if anything. */
export function authorizationOf(operation: Operation): AuthorizationScheme | undefined {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.find(isAuthorization);
}

export function isAuthorization(scheme: SecurityScheme): scheme is AuthorizationScheme {
  return scheme.kind !== 'api-key' && scheme.kind !== 'unsupported';
}

/** The API keys that a request to an operation sends. */
export function apiKeysOf(operation: Operation): readonly ApiKeyScheme[] {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.filter((scheme) => scheme.kind === 'api-key');
}

/** Every scheme by which some request gets in, each once, in the order of the operations. */
export function schemesInUse({ operations }: ApiModel): readonly SecurityScheme[] {
  return [
    ...new Set(
      operations.flatMap((operation) => chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? []),
    ),
  ];
}
