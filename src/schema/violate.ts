import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { type Break, breaksAt } from './breaks.ts';
import { type Schemas, schemasIn } from './node.ts';
import { at, nameOfSteps, put, type Step } from './place.ts';
import { sampleValue } from './sample.ts';
import { stepsIn, walk } from './walk.ts';

/** One way in which a value can break its schema: a value that satisfies it goes in, one that it refuses comes out. */
export interface SchemaViolation {
  /** What and where: `/0/priority of another type`. */
  readonly name: string;
  /** `undefined` where this value cannot be broken so. */
  readonly change: (value: Json) => Json | undefined;
}

/**
 * Every way to break a schema in the form of `toJudgeable`: each constraint on each place that is reached by members, elements
 * (the first, and as a whole the last), alternatives, conditions and references. The parts of a definition are broken where it is
 * met first; where it is used again, only it itself: that shows that the reference is followed. So recursion ends, and the work is
 * linear in the size of the schema.
 *
 * A part that a value lacks is put in, broken. Whether the schema refuses what came of it is asked of Ajv 8, not of the judge
 * in the scripts: that one is on trial. Where Ajv cannot tell (`$dynamicRef`), what breaks a constraint by itself is taken.
 *
 * `spell` is what becomes of a value on its way: the value of a header is a text in between. `undefined` where it cannot travel.
 */
export function schemaViolations(
  schema: Json,
  spell: (value: Json) => Json | undefined = (value) => value,
): readonly SchemaViolation[] {
  const found = new Map<string, SchemaViolation>();
  let compiled: Refuses | undefined;
  for (const { steps, broken } of placesIn(schema)) {
    const place = `${nameOfSteps(steps)}${broken.member === undefined ? '' : toPointer([broken.member])}` || '/';
    const alternative = steps.flatMap((step) => (step.kind === 'alternative' ? [step.number] : [])).at(-1);
    const name = `${place} ${broken.what}${alternative === undefined ? '' : `, as alternative ${alternative}`}`;
    const change = (value: Json) => {
      compiled ??= compile(schema);
      // Of an alternative, only one that the schema takes can be broken.
      if (alternative !== undefined && compiled(put(value, steps, at(value, steps) ?? null) ?? null)) return undefined;
      for (const part of broken.values(at(value, steps))) {
        const whole = put(value, steps, part);
        const spelled = whole === undefined ? undefined : spell(whole);
        if (spelled !== undefined && (compiled(spelled) ?? broken.sure)) return spelled;
      }
      return undefined;
    };
    if (!found.has(name)) found.set(name, { name, change });
  }
  return [...found.values()];
}

/** Whether a schema refuses a value; `undefined` where that cannot be told. */
type Refuses = (value: Json) => boolean | undefined;

function compile(schema: Json): Refuses {
  try {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
    addFormats.default(ajv);
    // Formats that Ajv does not know: what breaks them here is a text with spaces.
    for (const name of ['idn-email', 'idn-hostname', 'iri', 'iri-reference']) ajv.addFormat(name, /^\S*$/);
    const validate = ajv.compile(typeof schema === 'boolean' ? schema : { ...(schema as Record<string, Json>) });
    return (value) => validate(value) !== true;
  } catch {
    return () => undefined;
  }
}

interface PlacedBreak {
  readonly steps: readonly Step[];
  readonly broken: Break;
}

/** A definition at a place where it is used. */
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

/** The parts of what a schema describes. */
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

/** Schemas that judge a value on a condition. A mere reference is an alternative of the same schema, which is broken there. */
function conditional(schema: Record<string, unknown>): readonly unknown[] {
  const dependent = isRecord(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  return [schema['then'], schema['else'], ...dependent].filter((part) => isRecord(part) && part['$ref'] === undefined);
}

/** The first constraint of a part, wherever it stands. */
function firstBreak(schemas: Schemas, schema: unknown, steps: readonly Step[]): readonly PlacedBreak[] {
  const parts = walk(
    { schema, pointer: '' },
    stepsIn(schemas, () => []),
  );
  const [broken] = parts.flatMap((part) => breaksAt(part.schema as Record<string, Json>));
  return broken ? [{ steps, broken }] : [];
}

/** What a part of the schema could be; made when it is asked for, and once. */
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
