import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { acceptedByAjv } from './accepted-by.ts';
import { accepts as isAccepted } from './accepts.ts';
import { type BreakOf, breaksAt } from './breaks.ts';
import { type Schemas, schemasIn } from './node.ts';
import { at, nameOfSteps, put, type Step } from './place.ts';
import { sampleValue } from './sample.ts';
import { singleBreaks } from './single-breaks.ts';
import { stepsIn, walk } from './walk.ts';

/** One way to make a value invalid. `change` takes a valid value and returns an invalid one. */
export interface SchemaMutation {
  /** Location and kind: `/0/priority of another type`. */
  readonly name: string;
  /** JSON pointer to the location. */
  readonly place: string;
  readonly what: string;
  /** `undefined` if this value cannot be broken in this way. `only`: so that nothing else in it is wrong. */
  readonly change: (value: Json, how?: 'only') => Json | undefined;
  /**
   * Of a constraint in an alternative of `oneOf` or `anyOf`: as `change`, without making the value one of this alternative. `isWrong` selects
   * invalid values.
   */
  readonly inPlace?: (value: Json, isWrong: (broken: Json) => boolean, how?: 'only') => Json | undefined;
}

/**
 * All ways to break a schema of `toJudgeable`: each constraint at each location, reached through members, elements (the
 * first and the last), alternatives, conditions and references. The parts of a definition are broken at its first use only;
 * at later uses, one break of the definition shows that the reference is followed. So recursion terminates and the work is
 * linear in the size of the schema.
 *
 * A part that a value lacks is added before it is broken. Ajv 8 confirms that the result is invalid, because the validator
 * in the scripts is what is being tested. If Ajv cannot compile the schema (`$dynamicRef`), values that are invalid by
 * construction are used.
 *
 * `spell` is what happens to a value in transit: a header's value is sent as a string. It returns `undefined` if the value
 * cannot be sent. `toAccepts` makes the second validator.
 */
export function schemaMutations(
  schema: Json,
  spell: (value: Json) => Json | undefined = (value) => value,
  toAccepts: (schema: Json) => (value: Json) => boolean | undefined = (one) => acceptedByAjv(one, {}),
): readonly SchemaMutation[] {
  const found = new Map<string, SchemaMutation>();
  let accepts: ((value: Json) => boolean | undefined) | undefined;
  const schemas = schemasIn(schema);
  const isRightBeside = (value: Json, { schema: owner, keyword }: BreakOf) =>
    isAccepted(value, schema, { schemas, notNeeded: [], except: { schema: owner, keyword } });
  for (const { steps, broken } of placesIn(schema)) {
    const place = `${nameOfSteps(steps)}${broken.member === undefined ? '' : toPointer([broken.member])}`;
    const alternative = steps.flatMap((step) => (step.kind === 'alternative' ? [step.number] : [])).at(-1);
    const what = `${broken.what}${alternative === undefined ? '' : `, as alternative ${alternative}`}`;
    const name = `${place || '/'} ${what}`;
    const changeAt = (path: readonly Step[], value: Json, how?: 'only', isWrong?: (broken: Json) => boolean) => {
      accepts ??= toAccepts(schema);
      for (const part of partsBroken(broken, at(value, path), schemas, how)) {
        const whole = put(value, path, part);
        const spelled = whole === undefined ? undefined : spell(whole);
        if (spelled === undefined || (accepts(spelled) ?? !broken.certain)) continue;
        if (isWrong && !isWrong(spelled)) continue;
        if (how !== 'only' || isRightBeside(spelled, broken)) return spelled;
      }
      return undefined;
    };
    const change = (value: Json, how?: 'only') => {
      accepts ??= toAccepts(schema);
      // An alternative can be broken only if its sample is valid.
      if (alternative !== undefined && accepts(put(value, steps, at(value, steps) ?? null) ?? null) === false)
        return undefined;
      return changeAt(steps, value, how);
    };
    const own = steps.filter(({ kind }) => kind !== 'alternative');
    const inPlace: SchemaMutation['inPlace'] = (value, isWrong, how) => changeAt(own, value, how, isWrong);
    if (!found.has(name)) found.set(name, { name, place, what, change, ...(alternative !== undefined && { inPlace }) });
  }
  return [...found.values()];
}

function* partsBroken(broken: BreakOf, part: Json | undefined, schemas: Schemas, how?: 'only'): Generator<Json> {
  yield* broken.values(part);
  if (how === 'only') yield* singleBreaks(broken, schemas);
}

interface PlacedBreak {
  readonly steps: readonly Step[];
  readonly broken: BreakOf;
}

/** A use of a definition. */
interface Entry {
  readonly reference: string;
  readonly steps: readonly Step[];
}

function placesIn(root: Json): readonly PlacedBreak[] {
  const found: PlacedBreak[] = [];
  const known = new Set<string>();
  const schemas = schemasIn(root);
  const sampleOf = sampler(schemas);
  const entries: Entry[] = [{ reference: '#', steps: [] }];
  for (const entry of entries) {
    const isFirst = !known.has(entry.reference);
    known.add(entry.reference);
    const beside = new Set([entry.reference]);
    const visit = (schema: unknown, steps: readonly Step[]): void => {
      if (!isRecord(schema)) return;
      found.push(...breaksAt(schema as Record<string, Json>).map((broken) => ({ steps, broken })));
      const reference = schema['$ref'];
      if (typeof reference === 'string') {
        if (steps.length > entry.steps.length) entries.push({ reference, steps });
        else if (!beside.has(reference)) {
          beside.add(reference);
          visit(schemas.definitions.get(reference), steps);
        }
      }
      for (const part of listOf(schema['allOf'])) visit(part, steps);
      if (!isFirst) return;
      for (const [part, step] of partsOf(schema)) {
        if (step.kind !== 'last') visit(part, [...steps, { ...step, sample: sampleOf(part) }]);
        else found.push(...firstBreak(schemas, part, [...steps, { ...step, sample: sampleOf(part) }]));
      }
      for (const part of conditional(schema)) visit(part, steps);
    };
    visit(schemas.definitions.get(entry.reference), entry.steps);
  }
  return found;
}

type StepWithoutSample = Step extends infer Kind ? (Kind extends Step ? Omit<Kind, 'sample'> : never) : never;

/** The subschemas for the parts of a value. */
function partsOf(schema: Record<string, unknown>): readonly (readonly [unknown, StepWithoutSample])[] {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const patterns = isRecord(schema['patternProperties']) ? schema['patternProperties'] : {};
  const than = Object.keys(properties);
  const prefix = listOf(schema['prefixItems']);
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  return [
    ...Object.entries(properties).map(([name, part]) => [part, { kind: 'member', name }] as const),
    ...prefix.map((part, index) => [part, { kind: 'element', index }] as const),
    [schema['items'], { kind: 'element', index: prefix.length }],
    [schema['items'], { kind: 'last', after: prefix.length }],
    ...Object.entries(patterns).map(([pattern, part]) => [part, { kind: 'matching', pattern, than }] as const),
    ...(Object.keys(patterns).length === 0 ? [[schema['additionalProperties'], { kind: 'other', than }] as const] : []),
    ...alternatives.map((part, index) => [part, { kind: 'alternative', number: index + 1 }] as const),
  ];
}

/** Subschemas that apply under a condition. If one is only a reference, its target is broken as an alternative. */
function conditional(schema: Record<string, unknown>): readonly unknown[] {
  const dependent = isRecord(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  return [schema['then'], schema['else'], ...dependent].filter((part) => isRecord(part) && part['$ref'] === undefined);
}

/** The first constraint of a part, in any of its subschemas. */
function firstBreak(schemas: Schemas, schema: unknown, steps: readonly Step[]): readonly PlacedBreak[] {
  const parts = walk(
    { schema, pointer: '' },
    stepsIn(schemas, () => []),
  );
  const [broken] = parts.flatMap((part) => breaksAt(part.schema as Record<string, Json>));
  return broken ? [{ steps, broken }] : [];
}

/** A sample of a part of the schema, made on demand and cached. */
function sampler(schemas: Schemas): (schema: unknown) => () => Json {
  const known = new Map<unknown, Json>();
  return (schema) => () => {
    const value = known.get(schema) ?? sampleValue({ schema, pointer: '' }, schemas);
    known.set(schema, value);
    return value;
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
