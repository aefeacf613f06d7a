/** Samples whose discriminator names the alternative that they are. */
import { isRecord, type Json } from '../core/json.ts';
import { discriminatorOf, namedAlternatives, namesOf, toReference } from './discriminator.ts';
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
    const chosen = chosenNames(part.schema, sampling.branch + attempt);
    if (chosen) {
      const [name] = chosen;
      if (name !== undefined && !chosen.includes(object[found.member] as string))
        yield { ...object, [found.member]: name };
    } else if (!isNamed(whole, found.member)) yield* asChild(object, parts, part, sampling);
  }
}

/** The names of the alternative that a sample is; `undefined` if the schema has no alternatives with names. */
function chosenNames(schema: Schema, branch: number): readonly string[] | undefined {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const found = namedAlternatives(schema, keyword);
    if (found) return found.alternatives[branch % found.alternatives.length]?.names;
  }
  return undefined;
}

/**
 * A parent with a discriminator, whose children have it in their `allOf`. A child has its own name. The parent itself is sampled
 * as the first child of its mapping.
 */
function* asChild(object: Members, parts: readonly Part[], parent: Part, sampling: Sampling): Generator<Json> {
  const found = discriminatorOf(parent.schema);
  const nearest = parts.find(({ pointer }) => /^\/components\/schemas\/[^/]+$/.test(pointer));
  if (!found || !nearest) return;
  const { member, mapping } = found;
  if (nearest !== parent) {
    const [name] = namesOf(`#${nearest.pointer}`, mapping);
    if (name !== undefined) yield { ...object, [member]: name };
    return;
  }
  for (const [name, target] of Object.entries(mapping)) {
    const reference = toReference(target);
    const isThere = reference !== undefined && sampling.schemas.definitions.get(reference) !== undefined;
    if (!isThere || reference === `#${parent.pointer}`) continue;
    const child = sampling.partOf({ $ref: reference }, sampling);
    if (isRecord(child)) yield { ...(child as Record<string, Json>), [member]: name };
  }
}

/** Whether the description names values of a member. */
function isNamed({ properties }: Schema, member: string): boolean {
  const schema = isRecord(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined;
  return ['example', 'examples', 'default', 'const', 'enum', '$ref'].some(
    (keyword) => isRecord(schema) && schema[keyword] !== undefined,
  );
}
