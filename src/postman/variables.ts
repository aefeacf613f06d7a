import { type Contract, entriesOf } from '../contract/types.ts';
import { toVariableName } from '../contract/variable-names.ts';
import { assertNever } from '../core/errors.ts';
import { stableId } from '../core/stable-id.ts';
import { isAuthorization, schemesInUse } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';
import { apiKeys, EXPIRED_TOKEN } from './auth.ts';
import type { Environment, Variable } from './types.ts';
import { sharedSegmentNames } from './url.ts';

/** A variable of the collection. */
export interface CollectionVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  /** Whether one can do without: what needs it is not judged then. */
  readonly optional: boolean;
  readonly description: string;
}

const EXPIRED = 'A token that has run out, if you have kept one. Without it, no request is judged that sends one.';

/**
 * What a reader of the collection fills in, or finds filled in: where the API is, and the credentials.
 *
 * The same names serve the environments, the runner and the reference server.
 */
export function connectionVariables(model: ApiModel): readonly CollectionVariable[] {
  const variables: CollectionVariable[] = [
    { name: 'base_url', value: model.baseUrl, secret: false, optional: false, description: 'Where the API is.' },
  ];
  const secret = (name: string, description: string, optional = false) => {
    if (variables.some((variable) => variable.name === name)) return;
    variables.push({ name, value: '', secret: true, optional, description });
  };
  const schemes = schemesInUse(model).filter(isAuthorization);
  for (const scheme of schemes) {
    switch (scheme.kind) {
      case 'client-credentials':
        if (variables.some(({ name }) => name === 'token_url')) break;
        variables.push({
          name: 'token_url',
          value: scheme.tokenUrl,
          secret: false,
          optional: false,
          description: 'Where access tokens are granted.',
        });
        secret('client_id', scheme.description);
        secret('client_secret', scheme.description);
        break;
      case 'bearer':
        secret(scheme.name, scheme.description);
        break;
      case 'basic':
        secret('username', scheme.description);
        secret('password', scheme.description);
        break;
      default:
        assertNever(scheme);
    }
  }
  for (const key of apiKeys(model)) secret(key.name, key.description);
  if (schemes.some(({ kind }) => kind !== 'basic')) secret(EXPIRED_TOKEN, EXPIRED, true);
  return variables;
}

/**
 * Variables that requests hand on to each other, with the value they have before anything was captured. Those that scripts alone fill
 * and read, such as a value to filter by, do not stand among what people fill in.
 */
function handedOnVariables({ groups, model }: Contract): readonly CollectionVariable[] {
  const entries = entriesOf({ groups });
  const ofScripts = new Set(
    entries.flatMap(({ request: { captures } }) =>
      captures.flatMap((remaining) =>
        remaining.kind !== 'member' && 'variable' in remaining ? [remaining.variable] : [],
      ),
    ),
  );
  const found = new Map<string, CollectionVariable>();
  for (const { request } of entries) {
    const shared = new Set(sharedSegmentNames(request.operation.path));
    for (const { name: argument, value, description } of request.arguments) {
      const name =
        value.kind === 'variable' ? value.name : shared.has(argument) ? toVariableName(argument, model) : undefined;
      if (name === undefined || found.has(name) || ofScripts.has(name)) continue;
      found.set(name, {
        name,
        value: value.kind === 'variable' ? value.initial : value.text,
        secret: false,
        optional: false,
        description,
      });
    }
  }
  return [...found.values()];
}

export function toVariables(contract: Contract, collectionId: string): readonly Variable[] {
  return [...connectionVariables(contract.model), ...handedOnVariables(contract)].map(
    ({ name, value, description }) => ({
      id: stableId(collectionId, 'variable', name),
      key: name,
      // A value may hold variables of its own, so braces that came from a description get another spelling.
      value: value.replaceAll('{{', '%7B%7B'),
      type: 'string',
      ...(description && { description }),
    }),
  );
}

/** An environment: the connection variables, with the values of one place. Secrets are typed so, and Postman hides them. */
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
