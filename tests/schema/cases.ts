import { readFileSync } from 'node:fs';
import { parseText } from '../../src/load/parse.ts';

/** A schema, with values that satisfy it and values that do not. `$ref`s lead to `SCHEMAS`. */
export interface Case {
  readonly what: string;
  readonly schema: unknown;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

function fromYaml(name: string): unknown {
  const file = new URL(`./cases/${name}.yaml`, import.meta.url);
  return parseText(readFileSync(file, 'utf8'), file.pathname).value;
}

/** What stands under `components/schemas`, for references. */
export const SCHEMAS = fromYaml('components') as Readonly<Record<string, unknown>>;

export const CASES_2020 = fromYaml('json-schema-2020-12') as readonly Case[];
export const CASES_FORMATS = fromYaml('formats') as readonly Case[];
export const CASES_30 = fromYaml('openapi-3.0') as readonly Case[];
export const CASES_31 = fromYaml('openapi-3.1') as readonly Case[];

/** Names of members that a careless script, or Ajv 6, takes for something else. */
const AWKWARD = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '$ref',
  '$id',
  'definitions',
  'properties',
  'a.b',
  "it's",
  'a"b',
  'a\\b',
  'a/b~c',
  '{{a}}',
  '\u2028',
  '',
];

export const CASES_NAMES: readonly Case[] = [
  {
    what: 'patterns named like members of every object',
    schema: { patternProperties: JSON.parse('{"constructor":{"type":"integer"},"__proto__":{"type":"integer"}}') },
    valid: [{ constructors: 1 }, { a: 'b' }],
    invalid: [{ constructors: 'a' }, { a__proto__: 'b' }],
  },
  {
    what: 'names said twice',
    schema: { required: ['a', 'a'], type: ['object', 'object'] },
    valid: [{ a: 1 }],
    invalid: [{}, 1],
  },
  ...AWKWARD.flatMap((name) => {
    const with_ = (value: unknown): unknown => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
    const quoted = JSON.stringify(name);
    const depends = {
      what: `what depends on ${quoted}`,
      schema: { dependentRequired: with_(['b']) },
      valid: [{}],
      invalid: [with_(1)],
    };
    const properties = with_({ type: 'string' });
    return [
      { what: `a property named ${quoted}`, schema: { properties }, valid: [{}, with_('a')], invalid: [with_(1)] },
      { what: `a required ${quoted}`, schema: { required: [name] }, valid: [with_(1)], invalid: [{}] },
      {
        what: `only ${quoted}`,
        schema: { properties: with_({}), additionalProperties: false },
        valid: [{}, with_(1)],
        invalid: [{ other: 1 }],
      },
      { what: `not even ${quoted}`, schema: { additionalProperties: false }, valid: [{}], invalid: [with_(1)] },
      { what: `a long ${quoted}`, schema: { propertyNames: { minLength: 20 } }, valid: [{}], invalid: [with_(1)] },
      ...(name === '__proto__' ? [] : [depends]),
    ];
  }),
];
