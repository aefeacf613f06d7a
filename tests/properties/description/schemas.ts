/** Arbitrary schemas of values with parts. */
import fc from 'fast-check';
import type { Json } from '../../../src/core/json.ts';
import { leaf, sampled } from './leaves.ts';
import {
  anyName,
  type Context,
  defined,
  type Made,
  type Making,
  type Members,
  maybe,
  type Sampled,
  type Side,
} from './making.ts';

/** A component, which is another value where the description has none. */
const reference: Making<Sampled> = fc.nat(20).map((place) => ({ components }) => {
  const component = components[place % Math.max(1, components.length)];
  if (!component) return sampled({ type: 'string' }, 'no component');
  return { schema: { $ref: `#/components/schemas/${component.name}` }, value: component.sampled.value };
});

function arrayOf(item: Making<Sampled>): Making<Sampled> {
  const parts = fc.record({
    item,
    least: maybe(fc.constantFrom(0, 1, 2)),
    most: maybe(fc.constantFrom(2, 5, 100)),
    isTuple: fc.nat(9).map((number) => number === 0),
  });
  return parts.map(({ item: made, least, most, isTuple }) => (context) => {
    const { schema, value } = made(context);
    if (isTuple && context.version === '3.1') {
      return {
        schema: { type: 'array', prefixItems: [schema, { type: 'integer' }], items: false, minItems: 2 },
        value: (side) => [value(side), 1],
      };
    }
    return {
      schema: defined({ type: 'array', items: schema, minItems: least, maxItems: most }),
      value: (side) => Array.from({ length: least ?? 1 }, () => value(side)),
    };
  });
}

export interface Member {
  readonly name: string;
  readonly made: Made<Sampled>;
  readonly required: boolean;
  readonly access: 'both' | 'readOnly' | 'writeOnly';
}

function memberOf(made: Making<Sampled>): fc.Arbitrary<Member> {
  return fc.record({
    name: anyName,
    made,
    required: fc.boolean(),
    access: fc.oneof(
      { weight: 8, arbitrary: fc.constant('both' as const) },
      fc.constantFrom('readOnly' as const, 'writeOnly' as const),
    ),
  });
}

const isSeen = ({ access }: Member, side: Side) =>
  access === 'both' || access === (side === 'request' ? 'writeOnly' : 'readOnly');

/** A member's schema, with its access beside it where that is no reference of OpenAPI 3.0. */
function memberSchema({ made, access }: Member, context: Context): unknown {
  const { schema } = made(context);
  if (access === 'both') return schema;
  if (typeof schema !== 'object' || '$ref' in (schema as object)) return { allOf: [schema], [access]: true };
  return { ...(schema as Members), [access]: true };
}

export function toObject(all: readonly Member[], more: Members, context: Context): Sampled {
  const isMeant = ({ name }: Member) => context.kinds.referencesInData || name !== '$ref';
  if (!all.every(isMeant)) return toObject(all.filter(isMeant), more, context);
  const members = all;
  const required = members.filter((member) => member.required).map(({ name }) => name);
  const properties = members.map((member) => [member.name, memberSchema(member, context)] as const);
  return {
    schema: defined({
      type: 'object',
      properties: properties.length > 0 ? Object.fromEntries(properties) : undefined,
      required: required.length > 0 ? required : undefined,
      ...more,
    }),
    value: (side) =>
      Object.fromEntries(
        members.filter((member) => isSeen(member, side)).map(({ name, made }) => [name, made(context).value(side)]),
      ),
  };
}

export function membersOf(member: Making<Sampled>): fc.Arbitrary<Member[]> {
  return fc.uniqueArray(memberOf(member), { selector: ({ name }) => name, maxLength: 4 });
}

/** What an object may have beside its members. */
const additional: Making<Members> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(() => ({})) },
  fc.constant(() => ({ additionalProperties: false })),
  fc.constant(() => ({ additionalProperties: true })),
  fc.constant(() => ({ additionalProperties: { type: 'string' } })),
  fc.constant(() => ({ maxProperties: 20 })),
  fc.constant(({ version }: Context) =>
    version === '3.1' ? { patternProperties: { '^x-': { type: 'string' } } } : {},
  ),
  fc.constant(({ version }: Context) => (version === '3.1' ? { propertyNames: { maxLength: 30 } } : {})),
  fc.constant(({ version }: Context) => (version === '3.1' ? { unevaluatedProperties: false } : {})),
);

/** An object with members. */
export function objectOf(member: Making<Sampled>): Making<Sampled> {
  return fc.record({ members: membersOf(member), more: additional }).map(
    ({ members, more }) =>
      (context) =>
        toObject(members, more(context), context),
  );
}

function mapOf(member: Making<Sampled>): Making<Sampled> {
  return fc.record({ member, key: anyName }).map(({ member: made, key }) => (context) => {
    const { schema, value } = made(context);
    const name = key === '$ref' && !context.kinds.referencesInData ? 'ref' : key;
    return {
      schema: { type: 'object', additionalProperties: schema },
      value: (side) => ({ [name]: value(side) }),
    };
  });
}

/** Several schemas at once: their members have different names, so that no value is wrong for one of them. */
function allOf(member: Making<Sampled>): Making<Sampled> {
  return fc
    .record({ members: membersOf(member), at: fc.nat(3), ownToo: fc.boolean() })
    .map(({ members, at, ownToo }) => (context) => {
      const one = toObject(members.slice(0, at), {}, context);
      const other = toObject(members.slice(at), {}, context);
      const value = (side: Side): Json =>
        ({ ...(one.value(side) as Members), ...(other.value(side) as Members) }) as Json;
      const schema = ownToo
        ? { ...(one.schema as Members), allOf: [other.schema] }
        : { allOf: [one.schema, other.schema] };
      return { schema, value };
    });
}

/** Alternatives that no value satisfies both of: a text, and an object. */
function alternatives(member: Making<Sampled>): Making<Sampled> {
  return fc
    .record({
      keyword: fc.constantFrom('oneOf', 'anyOf'),
      object: objectOf(member),
      other: fc.constantFrom({ type: 'string' }, { type: 'integer' }, { type: 'boolean' }),
      objectFirst: fc.boolean(),
    })
    .map(({ keyword, object, other, objectFirst }) => (context) => {
      const { schema, value } = object(context);
      return { schema: { [keyword]: objectFirst ? [schema, other] : [other, schema] }, value };
    });
}

/** Any schema, with this many levels at most. */
export function schemaOf(levels: number): Making<Sampled> {
  if (levels === 0) return fc.oneof({ weight: 4, arbitrary: leaf }, reference);
  const inner = schemaOf(levels - 1);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 4, arbitrary: objectOf(inner) },
    { weight: 2, arbitrary: arrayOf(inner) },
    { weight: 2, arbitrary: reference },
    mapOf(inner),
    allOf(inner),
    alternatives(inner),
  );
}
