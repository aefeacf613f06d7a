import { assertNever } from '../../core/errors.ts';
import type { ApiModel, Cause, Operation, SecurityScheme } from '../../model/types.ts';
import type { Credentials } from '../../rules/request.ts';
import { requiredArguments, withoutVariables } from '../arguments.ts';
import { expectedRefusal } from '../refusals.ts';
import type { Case } from './case.ts';

/** Every operation, without credentials and with wrong ones, for every scheme that it needs. */
export function securityCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) =>
    needs(operation).flatMap((scheme) =>
      attempts(scheme).map(({ name, description, credentials, causes }) => ({
        name: `${operation.summary}: ${name}`,
        description,
        operation,
        arguments: withoutVariables(requiredArguments(operation, model)),
        credentials,
        expected: expectedRefusal(operation, ...causes),
      })),
    ),
  );
}

/** The schemes that an operation cannot do without; none where credentials are optional, or where there is a choice. */
function needs(operation: Operation): readonly SecurityScheme[] {
  const [only, ...others] = operation.security;
  return only && others.length === 0 ? only.needs.map(({ scheme }) => scheme) : [];
}

interface Attempt {
  readonly name: string;
  readonly description: string;
  readonly credentials: Credentials;
  /** Those that a server need not tell apart. */
  readonly causes: readonly Cause[];
}

function attempts(scheme: SecurityScheme): readonly Attempt[] {
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
        {
          name: 'a wrong token',
          description: 'A token that nobody issued is refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials', 'expired-credentials'],
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
        {
          name: 'a wrong password',
          description: 'A wrong password is refused.',
          credentials: { kind: 'wrong' },
          causes: ['invalid-credentials', 'expired-credentials'],
        },
      ];
    case 'api-key':
      return [
        {
          name: `no API key (${scheme.parameter})`,
          description: `Without ${scheme.parameter}, the answer is a refusal and holds no data.`,
          credentials: { kind: 'without-api-key', scheme: scheme.name },
          causes: ['missing-api-key'],
        },
        {
          name: `a wrong API key (${scheme.parameter})`,
          description: 'A key that nobody issued is refused.',
          credentials: { kind: 'wrong-api-key', scheme: scheme.name },
          causes: ['invalid-api-key'],
        },
      ];
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}
