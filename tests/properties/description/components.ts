/** Arbitrary schemas under `components`: plain ones, those that hold themselves, and families with a discriminator. */
import fc from 'fast-check';
import { leaf, sampled } from './leaves.ts';
import { anyText, type Component, type Context, componentName, type Members, maybe, type Sampled } from './making.ts';
import { type Member, membersOf, schemaOf, toObject } from './schemas.ts';

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
      // Without the name in its schema, a value of one branch may be one of the other.
      made: () =>
        sampled(context.kinds.overlappingBranches ? { type: 'string' } : { type: 'string', enum: [kind] }, kind),
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
