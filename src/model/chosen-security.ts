import type { ApiModel, Operation, SecurityRequirement, SecurityScheme } from './types.ts';

export type SupportedScheme = Exclude<SecurityScheme, { kind: 'unsupported' }>;
export type ApiKeyScheme = Extract<SecurityScheme, { kind: 'api-key' }>;
/** A scheme that fills the `Authorization` header. */
export type AuthorizationScheme = Exclude<SupportedScheme, { kind: 'api-key' }>;

/** The security alternative that requests to an operation use: the first whose schemes are all supported, else the first. */
export function chosenRequirement({ security }: Operation): SecurityRequirement | undefined {
  return security.find(({ needs }) => needs.every(({ scheme }) => scheme.kind !== 'unsupported')) ?? security[0];
}

/** The scheme that fills the `Authorization` header of a request, if any. */
export function authorizationOf(operation: Operation): AuthorizationScheme | undefined {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.find(isAuthorization);
}

export function isAuthorization(scheme: SecurityScheme): scheme is AuthorizationScheme {
  return scheme.kind !== 'api-key' && scheme.kind !== 'unsupported';
}

/** The API key schemes that a request to an operation uses. */
export function apiKeysOf(operation: Operation): readonly ApiKeyScheme[] {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.filter((scheme) => scheme.kind === 'api-key');
}

/** All schemes that some request uses, without duplicates, in the order of the operations. */
export function schemesInUse({ operations }: ApiModel): readonly SecurityScheme[] {
  return [
    ...new Set(
      operations.flatMap((operation) => chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? []),
    ),
  ];
}
