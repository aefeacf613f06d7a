import { once } from '../core/once.ts';
import type { ApiModel, ClientCredentialsScheme, Operation, SecurityRequirement, SecurityScheme } from './types.ts';

export type ApiKeyScheme = Extract<SecurityScheme, { kind: 'api-key' }>;
/** A scheme that fills the `Authorization` header by the authorization of Postman. */
export type AuthorizationScheme = Exclude<SecurityScheme, { kind: 'api-key' | 'mutual-tls' | 'unsupported' }>;

/**
 * The security alternative that requests to an operation use: the first that a request can meet, preferably without a client
 * certificate.
 */
export function chosenRequirement({ security }: Operation): SecurityRequirement | undefined {
  return chosenAmong(security);
}

const chosenAmong = once((alternatives: readonly SecurityRequirement[]): SecurityRequirement | undefined => {
  const usable = alternatives.filter(isUsable);
  return (
    usable.find(({ needs }) => needs.every(({ scheme }) => scheme.kind !== 'mutual-tls')) ??
    usable[0] ??
    alternatives[0]
  );
});

/** Whether a request can meet an alternative: all its schemes are supported, and no two of them fill the same header. */
export function isUsable({ needs }: SecurityRequirement): boolean {
  const schemes = needs.map(({ scheme }) => scheme);
  return schemes.every(({ kind }) => kind !== 'unsupported') && new Set(schemes.filter(fillsAuthorization)).size <= 1;
}

/** Whether a scheme needs the `Authorization` header. */
export function fillsAuthorization(scheme: SecurityScheme): boolean {
  const isKey =
    scheme.kind === 'api-key' && scheme.in === 'header' && scheme.parameter.toLowerCase() === 'authorization';
  return isKey || isAuthorization(scheme);
}

/** The scheme that fills the `Authorization` header of a request, if any. */
export function authorizationOf(operation: Operation): AuthorizationScheme | undefined {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.find(isAuthorization);
}

export function isAuthorization(scheme: SecurityScheme): scheme is AuthorizationScheme {
  return scheme.kind !== 'api-key' && scheme.kind !== 'mutual-tls' && scheme.kind !== 'unsupported';
}

/** The API key schemes that a request to an operation uses. */
export function apiKeysOf(operation: Operation): readonly ApiKeyScheme[] {
  const schemes = chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemes.filter((scheme) => scheme.kind === 'api-key');
}

/** All schemes that some request uses, without duplicates, in the order of the operations. */
export const schemesInUse = once(({ operations }: Pick<ApiModel, 'operations'>): readonly SecurityScheme[] => [
  ...new Set(operations.flatMap((operation) => chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [])),
]);

/** The scheme whose token the collection fetches, if some request uses one. */
export function tokenScheme(model: Pick<ApiModel, 'operations'>): ClientCredentialsScheme | undefined {
  return schemesInUse(model).find((scheme) => scheme.kind === 'client-credentials');
}

/** The scopes that requests need of the token that the collection fetches, without duplicates. */
export const scopesInUse = once(({ operations }: Pick<ApiModel, 'operations'>): readonly string[] => {
  return [...new Set(operations.flatMap(scopesOf))];
});

/** The scopes that a request to an operation needs of that token. */
export function scopesOf(operation: Operation): readonly string[] {
  const needs = chosenRequirement(operation)?.needs ?? [];
  return needs.flatMap(({ scheme, scopes }) => (scheme.kind === 'client-credentials' ? scopes : []));
}

/** The names of the variables with the credentials of all schemes. */
export function credentialNames({ securitySchemes }: Pick<ApiModel, 'securitySchemes'>): readonly string[] {
  return securitySchemes.flatMap((scheme) => {
    switch (scheme.kind) {
      case 'basic':
      case 'digest':
        return [scheme.username, scheme.password];
      case 'client-credentials':
        return scheme.discovery ? [scheme.discovery.variable] : [];
      case 'mutual-tls':
      case 'unsupported':
        return [];
      default:
        return [scheme.variable];
    }
  });
}
