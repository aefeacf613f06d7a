/** Translates `$ref` and `$dynamicRef`: each target becomes a definition with a unique name, translated once. */
import { isRecord, type Json, toPlainText } from '../core/json.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { toPath, toTrail } from '../core/trail.ts';
import { discriminatorOf, toReference } from './discriminator.ts';
import { isSchema } from './keywords.ts';
import { mentions } from './one-way-members.ts';
import type { Resource, SchemaTarget } from './resources.ts';
import {
  type At,
  type Definition,
  type Keyword,
  leaveOut,
  type SetKeyword,
  type Translation,
  unique,
} from './translation.ts';

type Schema = Record<string, Json>;

/**
 * A `$dynamicRef` works like a `$ref`, unless its target is a `$dynamicAnchor` of the same name: then the outermost resource
 * on the evaluation path with that anchor decides.
 * https://json-schema.org/draft/2020-12/json-schema-core#name-dynamic-references-with-dyn
 */
export function translateReference(translation: Translation, { keyword, value, at }: Keyword, set: SetKeyword): void {
  translation.references.count += 1;
  const target = typeof value === 'string' ? translation.resources.find(value, at.resource) : undefined;
  if (target === undefined || !isSchema(target.schema)) {
    leaveOut(translation, at, 'its target is not in the description');
    return;
  }
  const name = toPlainText(value).split('#')[1] ?? '';
  if (keyword === '$ref' || target.resource.dynamicAnchors.get(name) !== target.schema) {
    const hidden = new Set([...at.hidden].filter((member) => mentions(target, member)));
    if (at.around.includes(keyOf(translation, target, hidden))) {
      leaveOut(translation, at, 'it is circular and would never terminate');
    } else if (at.levels < 1) leaveOut(translation, at, TOO_LARGE);
    else {
      set('$ref', define(translation, target, hidden, at));
      noteChildren(translation, target, at);
    }
  } else if (target.resource === at.resource) set('$dynamicRef', `#${name}`);
  else {
    // The target is in another resource, which comes last on the evaluation path.
    const last = withDynamicAnchors(translation, { $dynamicRef: `#${name}` }, target.resource);
    set('allOf', [last]);
  }
}

/**
 * A parent with a discriminator stands for its children, which have it in their `allOf`. OpenAPI asserts only the parent: "validation with the
 * parent schema with this form of `discriminator` does not perform a search for child schemas". A child that refers to it asserts itself.
 * https://spec.openapis.org/oas/v3.0.4.html#discriminator-object
 */
function noteChildren(translation: Translation, { schema, path }: SchemaTarget, at: At): void {
  const { resources, derived, keys, node } = translation;
  const found = isRecord(schema) ? discriminatorOf(schema) : undefined;
  if (!found || !isRecord(schema) || schema['oneOf'] !== undefined || schema['anyOf'] !== undefined) return;
  const named = [...(derived.get(`#${toPointer(path)}`) ?? []), ...Object.values(found.mapping).map(toReference)];
  const children = named.flatMap((reference) => {
    const child = reference === undefined ? undefined : resources.find(reference, resources.description)?.schema;
    return child === undefined || child === schema ? [] : [child];
  });
  const isAround = (child: unknown) =>
    at.around.some((key) => (key === '#' ? child === node.schema : key.split(' ')[0] === String(keys.get(child))));
  if (children.length === 0 || children.some(isAround)) return;
  const trail = toTrail([...path, 'discriminator']);
  leaveOut(translation, { ...at, trail }, CHILDREN);
  translation.harmless.add(toPointer(toPath(trail)));
}

const CHILDREN =
  'the schemas that its values name are not looked at, since OpenAPI asserts only this one; name them in a `oneOf` to have them asserted';

/** Adds the dynamic anchors of a resource that is entered, for `$dynamicRef`s inside it. */
export function withDynamicAnchors(translation: Translation, schema: Json, resource: Resource): Json {
  const wanted = [...resource.dynamicAnchors].filter(([name]) => translation.resources.dynamicNames.has(name));
  if (wanted.length === 0 || !isRecord(schema)) return schema;
  const path = [...(translation.node.schema === resource.root ? fromPointer(translation.node.pointer) : [])];
  const anchors = wanted.map(([name, anchored]) => {
    const target = {
      schema: anchored,
      path,
      named: `#${name}`,
      resource: translation.resources.of(anchored, resource),
    };
    return [name, define(translation, target, new Set(), { around: [], levels: Number.POSITIVE_INFINITY })];
  });
  return { 'x-dynamic-anchors': Object.fromEntries(anchors), ...(schema as Schema) };
}

const TOO_LARGE = 'the schema is too large, and this reference is too deep in it';

/** The name of a definition. It is translated at its first use, and again for each set of hidden members. */
function define(
  translation: Translation,
  target: SchemaTarget,
  hidden: ReadonlySet<string>,
  { around, levels }: Pick<At, 'around' | 'levels'>,
): string {
  if (target.schema === translation.node.schema && hidden.size === 0) return '#';
  const key = keyOf(translation, target, hidden);
  // A definition whose own references are cut is another one.
  const versioned = levels === Number.POSITIVE_INFINITY ? key : `${key} ${levels}`;
  const known = translation.definitions.get(versioned);
  const parent = translation.inside.at(-1);
  const uses = parent?.uses ?? translation.uses;
  if (known) {
    uses.add(known);
    if (known.isOpen && parent) parent.lowest = Math.min(parent.lowest, known.lowest);
    // Repeated for each reference, so that the caller knows that its target is judged only in part.
    for (const left of known.left) translation.notAsserted.push(left);
    return `#/$defs/${known.name}`;
  }
  const definition: Definition = {
    name: freeName(translation, fromPointer(target.named).at(-1) || 'schema'),
    schema: true,
    left: [],
    uses: new Set(),
    lowest: translation.open.length,
    isOpen: true,
  };
  uses.add(definition);
  translation.definitions.set(versioned, definition);
  const { path, resource } = target;
  translateInside(translation, definition, () => {
    const at = { trail: toTrail(path), resource, hidden, around: [...around, key], levels: levels - 1 };
    return withDynamicAnchors(translation, translation.translate(target.schema, at), resource);
  });
  if (parent) parent.lowest = Math.min(parent.lowest, definition.lowest);
  return `#/$defs/${definition.name}`;
}

/**
 * Translate the body of a definition. Definitions that reference each other in a circle have the same parts left out, which are known
 * when the first of them is complete.
 */
function translateInside(translation: Translation, definition: Definition, toBody: () => Json): void {
  const { notAsserted, open, inside } = translation;
  const before = notAsserted.length;
  const place = open.push(definition) - 1;
  inside.push(definition);
  definition.schema = toBody();
  inside.pop();
  definition.left = unique(notAsserted.slice(before));
  if (definition.lowest < place) return;
  for (const closed of open.splice(place)) {
    closed.left = definition.left;
    closed.isOpen = false;
  }
}

function keyOf(translation: Translation, target: SchemaTarget, hidden: ReadonlySet<string>): string {
  const { keys, node } = translation;
  if (target.schema === node.schema && hidden.size === 0) return '#';
  const identity = isRecord(target.schema) ? target.schema : `${target.resource.uri}#${toPointer(target.path)}`;
  if (!keys.has(identity)) keys.set(identity, keys.size);
  return [keys.get(identity), ...[...hidden].sort()].join(' ');
}

/** A readable name that needs no escaping in a reference. */
function freeName(translation: Translation, wanted: string): string {
  const plain = wanted.replace(/[^\p{L}\p{N}_.-]+/gu, '_');
  const base = plain in {} ? `${plain}_` : plain;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}${number}`;
    if (translation.names.has(name)) continue;
    translation.names.add(name);
    return name;
  }
}
