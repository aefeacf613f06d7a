/** What holds of all overlays. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import { fromPointer, toPointer, valueAt } from '../../src/core/pointer.ts';
import { applyOverlays } from '../../src/load/apply-overlays.ts';
import type { Parsed } from '../../src/load/parse.ts';
import { type Overlay, readOverlay } from '../../src/load/read-overlay.ts';

/** The name of a member says what it is, so that everything can be merged with everything. */
function objectOver(inside: fc.Arbitrary<Record<string, Json>>): fc.Arbitrary<Record<string, Json>> {
  const members = {
    o: inside,
    ['__proto__']: inside,
    a: fc.array(fc.oneof(fc.integer({ min: 0, max: 2 }), inside), { maxLength: 3 }),
    p: fc.integer({ min: 0, max: 2 }),
    q: fc.constantFrom('x', null, true),
  };
  return fc.record<Record<string, Json>>(members, { requiredKeys: [], noNullPrototype: true });
}

const object = objectOver(objectOver(fc.record({ p: fc.integer({ min: 0, max: 2 }) })));

/** One that holds what the targets below match. */
const document = object.map((value) => ({
  ...value,
  p: 0,
  a: [0, { p: 0, a: [1] }, ...((value['a'] as Json[] | undefined) ?? [])],
  o: { ...(value['o'] as object | undefined), a: [1, 2] },
}));

const array = fc.oneof(
  fc.array(fc.oneof(fc.integer({ min: 0, max: 2 }), object), { maxLength: 3 }),
  fc.integer({ min: 0, max: 2 }),
  object,
);
const primitive = fc.constantFrom(0, 1, 2, 'x', null);
const update = (targets: readonly string[], value: fc.Arbitrary<Json>) =>
  fc.record({ target: fc.constantFrom(...targets), update: value });

/** Updates of nodes that are there from the beginning. */
const steady = fc.oneof(
  update(['$', '$.o', '$.a[1]'], object),
  update(['$.a', '$.o.a', '$.a[1].a'], array),
  update(['$.p', '$.a[0]', '$.o.a[1]', '$.a[1].p'], primitive),
);

/** Actions of all kinds on nodes anywhere. */
const any = fc.oneof(
  steady,
  update(['$.*.o', '$.a[?@.p]', '$["__proto__"]'], object),
  update(['$..a'], array),
  update(['$..p', '$..a[?@==1]'], primitive),
  fc.record({
    target: fc.constantFrom('$..a[0]', '$..o', '$.a[?@==1]', '$..q', '$.a[1:3]'),
    remove: fc.constant(true),
  }),
);

const inFile = (value: unknown, file: string): Parsed => ({ value, locate: (pointer) => ({ file, pointer }) });

function toOverlay(actions: readonly unknown[], file = 'overlay'): Promise<Overlay> {
  const value = { overlay: '1.1.0', info: { title: 'Any', version: '1' }, actions };
  return readOverlay(inFile(value, file), { file, name: file });
}

function apply(given: unknown, ...overlays: readonly Overlay[]): unknown {
  return applyOverlays(inFile(given, 'document'), overlays).openapi.value;
}

const actionsOf = (action: fc.Arbitrary<unknown>) => fc.array(action, { minLength: 1, maxLength: 6 });

it('an overlay that is given twice changes as much as once', async () => {
  await fc.assert(
    fc.asyncProperty(document, actionsOf(steady), actionsOf(steady), async (given, actions, others) => {
      const [overlay, other] = [await toOverlay(actions), await toOverlay(others, 'other')];
      expect(apply(given, overlay, overlay)).toEqual(apply(given, overlay));
      const lengths = arraysIn(apply(given, overlay, other)).map(({ length }) => length);
      expect(arraysIn(apply(given, overlay, other, overlay)).map(({ length }) => length)).toEqual(lengths);
    }),
  );
});

it('an update of a document that holds it already changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(document, object, async (given, value) => {
      const overlay = await toOverlay([{ target: '$', update: value }]);
      const once = apply(given, overlay);
      expect(apply(structuredClone(once), overlay)).toEqual(once);
    }),
  );
});

it('what is given to it stays as it was, and every value is where its place says', async () => {
  await fc.assert(
    fc.asyncProperty(document, fc.array(any, { minLength: 1, maxLength: 4 }), async (given, actions) => {
      const sources: Record<string, unknown> = { document: given, overlay: { actions } };
      const before = structuredClone(sources);
      const openapi = appliedIfFitting(freeze(given), await toOverlay(freeze(actions)));
      expect(sources).toEqual(before);
      if (!openapi) return;
      for (const path of leavesOf(openapi.value)) {
        const { file = '', pointer = '' } = openapi.locate(toPointer(path));
        expect(valueAt(sources[file], fromPointer(pointer))).toBe(valueAt(openapi.value, path));
      }
    }),
  );
});

/** After an action that removes something, a later one may meet a value that it cannot be merged into: that is an error of the overlay. */
function appliedIfFitting(given: unknown, overlay: Overlay): Parsed | undefined {
  try {
    return applyOverlays(inFile(given, 'document'), [overlay]).openapi;
  } catch (error) {
    if (error instanceof UserError && error.findings.every(({ code }) => code === 'overlay/incompatible'))
      return undefined;
    throw error;
  }
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(Object.freeze(value))) freeze(member);
  return value;
}

function arraysIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [value as unknown[]] : []), ...Object.values(value).flatMap(arraysIn)];
}

function leavesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member).map((path) => [name, ...path]));
}
