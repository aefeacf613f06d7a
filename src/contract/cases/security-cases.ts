import { assertNever } from '../../core/errors.ts';
import { chosenRequirement } from '../../model/chosen-security.ts';
import type { ApiModel, Cause, Operation, SecurityScheme } from '../../model/types.ts';
import type { Credentials } from '../../rules/request.ts';
import { requiredArguments, withoutVariables } from '../arguments.ts';
import { documentsStatus, expectedRefusal, namesCause } from '../refusals.ts';
import type { Case } from './case.ts';
import { scopeAttempts } from './small-scope.ts';

/** Every operation, without credentials and with wrong ones, for every scheme that it needs. */
export function securityCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) =>
    attemptsOn(operation).map(({ name, description, credentials, causes }) => ({
      name: `${operation.summary}: ${name}`,
      description,
      operation,
      arguments: withoutVariables(requiredArguments(operation, model)),
      credentials,
      expected: expectedRefusal(operation, ...causes),
    })),
  );
}

/** Something that an operation must refuse for the credentials that come with it. */
export interface Attempt {
  readonly name: string;
  readonly description: string;
  readonly credentials: Credentials;
  /** Those that a server need not tell apart. */
  readonly causes: readonly Cause[];
}

/** None where credentials are optional. */
function attemptsOn(operation: Operation): readonly Attempt[] {
  const { security } = operation;
  const chosen = chosenRequirement(operation);
  if (!chosen || security.some(({ needs }) => needs.length === 0)) return [];
  const alone = chosen.needs.length === 1;
  const wrong = chosen.needs.flatMap(({ scheme }) => wrongCredentials(scheme, operation, alone));
  if (security.length === 1) {
    return [...chosen.needs.flatMap(({ scheme }) => noCredentials(scheme, alone)), ...wrong, ...scopeAttempts(chosen)];
  }
  // Where there is a choice, what is left of one alternative must not be another one, so only those of one scheme are tried.
  return [NOTHING, ...(alone ? wrong : [])].filter(() => security.some(({ needs }) => needs.every(isKnown)));
}

function isKnown({ scheme }: { readonly scheme: SecurityScheme }): boolean {
  return scheme.kind !== 'unsupported';
}

const NOTHING: Attempt = {
  name: 'no credentials',
  description: 'Without any of the credentials that would do, the answer is a refusal and holds no data.',
  credentials: { kind: 'nothing' },
  causes: ['missing-credentials', 'missing-api-key'],
};

function noCredentials(scheme: SecurityScheme, alone: boolean): readonly Attempt[] {
  switch (scheme.kind) {
    case 'client-credentials':
    case 'bearer':
      return [
        {
          name: 'no token',
          description: 'Without a token, the answer is a refusal and holds no data.',
          credentials: { kind: 'none' },
          causes: ['missing-credentials'],
        },
      ];
    case 'basic':
      return [
        {
          name: 'no password',
          description: 'Without user and password, the answer is a refusal and holds no data.',
          credentials: { kind: 'none' },
          causes: ['missing-credentials'],
        },
      ];
    case 'api-key':
      return [
        {
          name: `no API key (${scheme.parameter})`,
          description: `Without ${scheme.parameter}, the answer is a refusal and holds no data.`,
          credentials: { kind: 'without-api-key', scheme: scheme.name },
          // Where the key is all that there is, "credentials" means it.
          causes: alone ? ['missing-api-key', 'missing-credentials'] : ['missing-api-key'],
        },
      ];
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
          description: 'A token that nobody issued is refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials', 'expired-credentials'],
        },
        ...(documentsStatus(operation, 401) || namesCause(operation, 'missing-credentials') ? [OTHER_SCHEME] : []),
        {
          name: 'an expired token',
          description:
            'A token that has run out is refused. It is sent where the variable `expired_token` holds one; without it, nothing is judged.',
          credentials: { kind: 'expired' },
          causes: ['expired-credentials', 'invalid-credentials'],
        },
      ];
    case 'basic':
      return [
        {
          name: 'a wrong password',
          description: 'A wrong password is refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials'],
        },
      ];
    case 'api-key':
      return [
        {
          name: `a wrong API key (${scheme.parameter})`,
          description: 'A key that nobody issued is refused.',
          credentials: { kind: 'wrong-api-key', scheme: scheme.name },
          causes: alone ? ['invalid-api-key', 'invalid-credentials'] : ['invalid-api-key'],
        },
      ];
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}

const OTHER_SCHEME: Attempt = {
  name: 'a token that is not sent as one',
  description: 'The right token is refused where it comes as `Basic` and not as `Bearer`.',
  credentials: { kind: 'other-scheme' },
  causes: ['missing-credentials', 'invalid-credentials'],
};
