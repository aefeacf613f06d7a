/** Arbitrary schemas of values with parts, and the components that hold them. */
import fc from 'fast-check';
import type { Json } from '../../../src/core/json.ts';
import { leaf, sampled } from './leaves.ts';
import {
  anyName,
  anyText,
  type Component,
  type Context,
  componentName,
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

interface Member {
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

function toObject(all: readonly Member[], more: Members, context: Context): Sampled {
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

function membersOf(member: Making<Sampled>): fc.Arbitrary<Member[]> {
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

/** An object with members of itself. */
function recursive(name: string, members: readonly Member[], context: Context): Sampled {
  const self = { $ref: `#/components/schemas/${name}` };
  const { schema, value } = toObject(members, {}, context);
  const parent = context.version === '3.1' ? { anyOf: [self, { type: 'null' }] } : { allOf: [self], nullable: true };
  const properties = {
    ...((schema as Members)['properties'] as Members),
    children: { type: 'array', items: self },
    parent,
  };
  return { schema: { ...(schema as Members), properties }, value };
}

/** A base with a discriminator, and what it may be. https://spec.openapis.org/oas/v3.1.1.html#discriminator-object */
function family(name: string, members: readonly Member[], isMapped: boolean, context: Context): Component[] {
  const kinds = ['Cat', 'Dog'].map((kind) => `${name}${kind}`);
  const own = members.filter((member) => member.name !== 'kind');
  const branches = kinds.map((kind, index): Component => {
    const tag: Member = {
      name: 'kind',
      made: () => sampled({ type: 'string', enum: [kind] }, kind),
      required: true,
      access: 'both',
    };
    return { name: kind, sampled: toObject([tag, ...(index === 0 ? own : [])], {}, context) };
  });
  const refs = kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` }));
  const mapping = Object.fromEntries(kinds.map((kind) => [kind, `#/components/schemas/${kind}`]));
  const schema = { oneOf: refs, discriminator: { propertyName: 'kind', ...(isMapped && { mapping }) } };
  return [...branches, { name, sampled: { schema, value: branches[0]?.sampled.value ?? (() => null) } }];
}

/** The schemas under `components`, in an order in which each needs only earlier ones. */
export const components: fc.Arbitrary<(context: Omit<Context, 'components'>) => readonly Component[]> = fc
  .uniqueArray(
    fc.record({
      name: componentName,
      kind: fc.constantFrom('plain', 'plain', 'recursive', 'family'),
      plain: schemaOf(1),
      members: membersOf(leaf),
      isMapped: fc.boolean(),
      title: maybe(anyText, 3),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  )
  .map((parts) => (rest) => {
    const made: Component[] = [];
    for (const { name, kind, plain, members, isMapped, title } of parts) {
      const context: Context = { ...rest, components: [...made] };
      if (kind === 'family') made.push(...family(name, members, isMapped, context));
      else {
        const one = kind === 'recursive' ? recursive(name, members, context) : plain(context);
        const schema =
          title === undefined || typeof one.schema !== 'object' ? one.schema : withTitle(one.schema, title);
        made.push({ name, sampled: { ...one, schema } });
      }
    }
    return made;
  });

function withTitle(schema: unknown, title: string): unknown {
  return Object.hasOwn(schema as object, '$ref') ? schema : { ...(schema as Members), title };
}
