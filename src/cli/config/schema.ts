import { assertNever } from '../../core/errors.ts';
import { GATES, KEYS, type Key, type Keys, TARGET_KEYS } from './keys.ts';

/** The JSON Schema of `postman-contract.yaml`, by which editors complete and check it. `npm run build` writes it. */
export function toConfigSchema(): unknown {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'postman-contract.yaml',
    ...object({
      description: {
        type: 'string',
        description: 'The OpenAPI description: a file, a folder or a URL. Without it, each command takes it.',
      },
      ...properties(KEYS),
      target: {
        type: 'string',
        description: 'The target of `run`, `prove` and `doctor`: reference, production, a URL or a name in `targets`.',
      },
      targets: {
        type: 'object',
        description: 'Targets by their names, for `--target <name>`. Credentials are never here.',
        additionalProperties: object(properties(TARGET_KEYS)),
      },
      gates: { description: 'What a run must not leave open.', ...object(properties(GATES)) },
    }),
  };
}

function object(members: Readonly<Record<string, unknown>>) {
  return { type: 'object', properties: members, additionalProperties: false };
}

function properties(keys: Keys): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toSchema(key)]));
}

function toSchema({ type, about: description }: Key): unknown {
  switch (type.kind) {
    case 'text':
    case 'path':
      return { type: 'string', minLength: 1, description };
    case 'flag':
      return { type: 'boolean', description };
    case 'percent':
      return { type: 'integer', minimum: 0, maximum: 100, description };
    case 'choice':
      return { enum: type.of, description };
    case 'list':
      return { type: 'array', items: { type: 'string', minLength: 1 }, description };
    default:
      return assertNever(type);
  }
}
