/** Samples whose discriminator names the alternative that they are. */
import { isRecord, type Json } from '../core/json.ts';
import { discriminatorOf, namedAlternatives, namesOf, toReference, vendorValue } from './discriminator.ts';
import type { Part, Schema } from './node.ts';
import type { Sampling } from './sample.ts';

type Members = Readonly<Record<string, Json>>;

/** The object with the name of its alternative, for each discriminator of its place. */
export function* namedByDiscriminator(
  object: Members,
  parts: readonly Part[],
  attempt: number,
  whole: Schema,
  sampling: Sampling,
): Generator<Json> {
  for (const part of parts) {
    const found = discriminatorOf(part.schema);
    if (!found) continue;
    const chosen = chosenNames(part.schema, sampling.branch + attempt, sampling);
    if (chosen) {
      const [name] = chosen;
      if (name !== undefined && !chosen.includes(object[found.member] as string))
        yield { ...object, [found.member]: name };
    } else yield* asChild(object, parts, { ...part, isNamed: isNamed(whole, found.member) }, sampling);
  }
}

/** The names of the alternative that a sample is; `undefined` if the schema has no alternatives with names. */
function chosenNames(schema: Schema, branch: number, sampling: Sampling): readonly string[] | undefined {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const found = namedAlternatives(schema, keyword);
    const chosen = found?.alternatives[branch % found.alternatives.length];
    if (chosen?.reference !== undefined)
      return namesIn(chosen.reference, discriminatorOf(schema)?.mapping ?? {}, sampling);
    if (chosen) return chosen.names;
  }
  return undefined;
}

/** The values that name the target of a reference. What no mapping names has the value of a vendor key, where it has one. */
function namesIn(reference: string, mapping: Schema, { schemas }: Sampling): readonly string[] {
  const names = namesOf(reference, mapping);
  const value = vendorValue(schemas.definitions.get(reference));
  return names.length > 1 || value === undefined ? names : [value];
}

/**
 * A parent with a discriminator, whose children have it in their `allOf`. A child has its own name. The parent itself is sampled
 * as the first child of its mapping, else as the first child, else with its own name: the value is the name of a schema.
 * https://spec.openapis.org/oas/v3.0.4.html#discriminator-object
 */
function* asChild(
  object: Members,
  parts: readonly Part[],
  parent: Part & { readonly isNamed: boolean },
  sampling: Sampling,
): Generator<Json> {
  const found = discriminatorOf(parent.schema);
  const nearest = parts.find(({ pointer }) => /^\/components\/schemas\/[^/]+$/.test(pointer));
  if (!found || !nearest) return;
  const { member, mapping } = found;
  if (nearest.schema !== parent.schema) {
    const [name] = parent.isNamed ? [] : namesIn(`#${nearest.pointer}`, mapping, sampling);
    if (name !== undefined) yield { ...object, [member]: name };
    return;
  }
  for (const { name, reference } of childrenOf(parent, sampling)) {
    // Where the description names values, the child is that of the value.
    if (parent.isNamed && name !== object[member]) continue;
    const child = sampling.partOf({ $ref: reference }, sampling);
    if (isRecord(child)) yield { ...(child as Record<string, Json>), [member]: name };
  }
  const [own] = namesIn(`#${parent.pointer}`, mapping, sampling);
  if (own !== undefined && !parent.isNamed) yield { ...object, [member]: own };
}

interface Child {
  readonly name: string;
  readonly reference: string;
}

/** The children of a parent with their names: those of its mapping, then those that have it in their `allOf`, then the default of OpenAPI 3.2. */
function childrenOf({ schema, pointer }: Part, sampling: Sampling): readonly Child[] {
  const { schemas } = sampling;
  const mapping = discriminatorOf(schema)?.mapping ?? {};
  const mapped = Object.entries(mapping).map(([name, target]) => ({ name, reference: toReference(target) }));
  const derived = (schemas.derived?.get(`#${pointer}`) ?? []).map((reference) => ({
    name: namesIn(reference, mapping, sampling)[0],
    reference,
  }));
  const usual = toReference(discriminatorOf(schema)?.usual);
  const last = usual === undefined ? [] : [{ name: namesIn(usual, mapping, sampling)[0], reference: usual }];
  return [...mapped, ...derived, ...last].filter(
    (one): one is Child =>
      one.name !== undefined &&
      one.reference !== undefined &&
      one.reference !== `#${pointer}` &&
      schemas.definitions.get(one.reference) !== undefined,
  );
}

/** Whether the description names values of a member. */
function isNamed({ properties }: Schema, member: string): boolean {
  const schema = isRecord(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined;
  return ['example', 'examples', 'default', 'const', 'enum', '$ref'].some(
    (keyword) => isRecord(schema) && schema[keyword] !== undefined,
  );
}
