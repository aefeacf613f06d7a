import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { type Break, breaksAt } from './breaks.ts';

/** One way in which a value can break its schema: a value that satisfies it goes in, one that it refuses comes out. */
export interface SchemaViolation {
  /** What and where: `/0/priority of another type`. */
  readonly name: string;
  /** `undefined` where this value cannot be broken so. */
  readonly change: (value: Json) => Json | undefined;
}

/** A step from a value to a part of it: a member, an element, or the first member that no other keyword names. */
type Step = string | number | { readonly otherThan: readonly string[] };

/**
 * Every way to break a schema in the form of `toJudgeable`: each constraint on each place that is reached by members, elements,
 * parts of `allOf` and references. The parts of a definition are broken where it is met first; where it is used again, only it
 * itself: that shows that the reference is followed. So recursion ends, and the work is linear in the size of the schema.
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
    const name = `${pointerOf(steps)}${broken.member === undefined ? '' : toPointer([broken.member])}` || '/';
    const change = (value: Json) => {
      compiled ??= compile(schema);
      for (const part of broken.values(at(value, steps))) {
        const spelled = spell(put(value, steps, part));
        if (spelled !== undefined && (compiled(spelled) ?? broken.sure)) return spelled;
      }
      return undefined;
    };
    found.set(`${name} ${broken.what}`, { name: `${name} ${broken.what}`, change });
  }
  return [...found.values()];
}

/** Whether a schema refuses a value; `undefined` where that cannot be told. */
type Refuses = (value: Json) => boolean | undefined;

function compile(schema: Json): Refuses {
  try {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
    addFormats.default(ajv);
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
          visit(definition(root, reference), steps);
        }
      }
      for (const part of listOf(schema['allOf'])) visit(part, steps);
      if (!isFirst) return;
      const properties = isRecord(schema['properties']) ? schema['properties'] : {};
      for (const [name, part] of Object.entries(properties)) visit(part, [...steps, name]);
      const prefix = listOf(schema['prefixItems']);
      for (const [index, part] of prefix.entries()) visit(part, [...steps, index]);
      visit(schema['items'], [...steps, prefix.length]);
      if (!isRecord(schema['patternProperties'])) {
        visit(schema['additionalProperties'], [...steps, { otherThan: Object.keys(properties) }]);
      }
    };
    visit(definition(root, entry.reference), entry.steps);
  }
  return found;
}

function definition(root: Json, reference: string): unknown {
  if (reference === '#') return root;
  const definitions = isRecord(root) ? root['$defs'] : undefined;
  return isRecord(definitions) ? definitions[reference.slice('#/$defs/'.length)] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pointerOf(steps: readonly Step[]): string {
  return toPointer(steps.map((step) => (typeof step === 'object' ? '*' : step)));
}

/** The member that a step means in a value: one that is there, or else a new one. */
function nameOf(step: Step, value: Json | undefined): string | number {
  if (typeof step !== 'object') return step;
  const names = isRecord(value) ? Object.keys(value) : [];
  return names.find((name) => !step.otherThan.includes(name)) ?? 'unheard-of';
}

function at(value: Json, steps: readonly Step[]): Json | undefined {
  let current: Json | undefined = value;
  for (const step of steps) {
    const name: string = String(nameOf(step, current));
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, Json>)[name];
  }
  return current;
}

/** The value with another part at a place; what is missing on the way is made. */
function put(value: Json | undefined, steps: readonly Step[], part: Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return part;
  const name = nameOf(step, value);
  if (typeof name === 'number') {
    const list: Json[] = Array.isArray(value) ? [...value] : [];
    const index = Math.min(name, list.length);
    list[index] = put(list[index], rest, part);
    return list;
  }
  const record: Record<string, Json> = isRecord(value) ? (value as Record<string, Json>) : {};
  const inner = put(Object.hasOwn(record, name) ? record[name] : undefined, rest, part);
  return Object.fromEntries([...Object.entries(record).filter(([other]) => other !== name), [name, inner]]);
}
