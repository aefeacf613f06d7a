import { assertNever } from '../../core/errors.ts';
import { chosenRequirement } from '../../model/chosen-security.ts';
import type { ApiModel, Cause, Operation, SecurityScheme } from '../../model/types.ts';
import type { Expected } from '../../rules/request.ts';
import { requiredArguments } from '../arguments.ts';
import { documentsStatus } from '../documented-errors.ts';
import { errorsInSuccess } from '../error-in-success.ts';
import { either, expectedRefusal, namesCause, toExpected, undocumented, withCauses } from '../refusals.ts';
import type { Attempt } from './attempt.ts';
import type { Case } from './case.ts';
import { scopeAttempts } from './small-scope.ts';

/** Requests to each operation without credentials, and with wrong ones for each scheme that it needs. */
export function securityCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) =>
    attemptsOn(operation).map(({ name, description, credentials, mayLockOut, ...why }) => ({
      subject: 'access',
      name: `${operation.summary}: ${name}`,
      description,
      operation,
      // The item exists, so that a server without access control returns data. What may write names another one: see `harmless.ts`.
      arguments: requiredArguments(operation, model),
      credentials,
      ...(mayLockOut && { mayLockOut }),
      expected: expectedFor(operation, why, model),
    })),
  );
}

/** The error code is asserted only if a response names the cause; if the server may report any of several causes, only if all are named. */
function expectedFor(
  operation: Operation,
  { causes, isAny = false, also }: Pick<Attempt, 'causes' | 'isAny' | 'also'>,
  model: ApiModel,
): Expected | undefined {
  const refused = expectedRefusal(operation, ...causes);
  const others = [...(also === undefined ? [] : [undocumented(also)]), ...errorsInSuccess(operation, model)];
  const expected = refused && either(refused, toExpected(others.map((answer) => ({ ...answer, causes }))));
  const stated = isAny ? causes : causes.slice(0, 1);
  if (!expected || stated.every((cause) => namesCause(operation, cause))) return expected;
  return withCauses(expected, []);
}

/** The attempts on an operation; none if its credentials are optional. */
function attemptsOn(operation: Operation): readonly Attempt[] {
  const { security } = operation;
  const chosen = chosenRequirement(operation);
  if (!chosen || security.some(({ needs }) => needs.length === 0)) return [];
  const alone = chosen.needs.length === 1;
  const wrong = chosen.needs.flatMap(({ scheme }) => wrongCredentials(scheme, operation, alone));
  if (security.length === 1) {
    return [
      ...chosen.needs.flatMap(({ scheme }) => noCredentials(scheme, operation, alone)),
      ...wrong,
      ...scopeAttempts(chosen),
    ];
  }
  // With several alternatives, the rest of one may satisfy another. So only alternatives with one scheme are tried.
  return isByRequest(security) ? [NOTHING, ...(alone ? wrong : [])] : [];
}

/** Whether no alternative can be met by the connection alone, which a request without credentials would then do. */
function isByRequest(security: Operation['security']): boolean {
  return !security.some(({ needs }) => needs.every(({ scheme }) => scheme.kind === 'mutual-tls'));
}

const NOTHING: Attempt = {
  name: 'no credentials',
  description: 'Without credentials, the request is refused and the response contains no data.',
  credentials: { kind: 'nothing' },
  causes: ['missing-credentials', 'missing-api-key'],
  isAny: true,
};

/** If the key is the only credential, a response that names "credentials" means the key. */
function ofKey(operation: Operation, alone: boolean, key: Cause, credentials: Cause): readonly Cause[] {
  if (!alone) return [key];
  return namesCause(operation, key) ? [key, credentials] : [credentials, key];
}

function noCredentials(scheme: SecurityScheme, operation: Operation, alone: boolean): readonly Attempt[] {
  switch (scheme.kind) {
    case 'client-credentials':
    case 'bearer':
      return [
        {
          name: 'no token',
          description: 'Without a token, the request is refused and the response contains no data.',
          credentials: { kind: 'none' },
          causes: ['missing-credentials'],
        },
      ];
    case 'http':
      return [
        {
          name: 'no credentials',
          description: 'Without credentials, the request is refused and the response contains no data.',
          credentials: { kind: 'none' },
          causes: ['missing-credentials'],
        },
      ];
    case 'basic':
    case 'digest':
      return [
        {
          name: 'no password',
          description: 'Without user name and password, the request is refused and the response contains no data.',
          credentials: { kind: 'none' },
          causes: ['missing-credentials'],
        },
      ];
    case 'api-key':
      return [
        {
          name: `no API key (${scheme.parameter})`,
          description: `Without ${scheme.parameter}, the request is refused and the response contains no data.`,
          credentials: { kind: 'without-api-key', scheme: scheme.name },
          causes: ofKey(operation, alone, 'missing-api-key', 'missing-credentials'),
        },
      ];
    // A certificate belongs to the connection, which all requests share.
    case 'mutual-tls':
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}

function wrongCredentials(scheme: SecurityScheme, operation: Operation, alone: boolean): readonly Attempt[] {
  switch (scheme.kind) {
    case 'client-credentials':
    case 'bearer':
      return [
        {
          name: 'a wrong token',
          description: 'The token with extra characters at its end is refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials', 'expired-credentials'],
        },
        ...(documentsStatus(operation, 401) || namesCause(operation, 'missing-credentials') ? [OTHER_SCHEME] : []),
        {
          name: 'an expired token',
          description:
            'An expired token is refused. The request is sent only if the variable `expired_token` has a value.',
          credentials: { kind: 'expired' },
          causes: ['expired-credentials', 'invalid-credentials'],
        },
      ];
    case 'http':
      return [
        {
          name: 'wrong credentials',
          description: 'The credentials with extra characters at their end are refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials'],
        },
      ];
    case 'basic':
    case 'digest':
      return [
        {
          name: 'a wrong password',
          description: 'The password with extra characters at its end is refused.',
          credentials: { kind: 'wrong' },
          mayLockOut: true,
          causes: ['invalid-credentials'],
        },
      ];
    case 'api-key':
      return [
        {
          name: `a wrong API key (${scheme.parameter})`,
          description: 'A wrong API key is refused.',
          credentials: { kind: 'wrong-api-key', scheme: scheme.name },
          causes: ofKey(operation, alone, 'invalid-api-key', 'invalid-credentials'),
        },
      ];
    // A certificate belongs to the connection, which all requests share.
    case 'mutual-tls':
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}

const OTHER_SCHEME: Attempt = {
  name: 'the token with the Basic scheme',
  description: 'A valid token is refused if it is sent with the scheme `Basic` instead of `Bearer`.',
  credentials: { kind: 'other-scheme' },
  causes: ['missing-credentials', 'invalid-credentials'],
  isAny: true,
  // The header is malformed for a token: https://www.rfc-editor.org/rfc/rfc6750#section-3.1
  also: 400,
};
