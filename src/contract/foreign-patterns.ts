/** Patterns and types that nothing here can hold a made-up value to. Those of responses are said by `notAsserted`. */
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { membersOf, type Place } from '../model/places-in-schemas.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { isType, meantType } from '../schema/meant-types.ts';
import { toPattern } from '../schema/values.ts';

/** A notice for each pattern of what is sent that is not of ECMA-262, and each unknown type, where no example says what to send. */
export function foreignPatterns(model: ApiModel): readonly Notice[] {
  const met = new Set<object>();
  return model.operations.flatMap(madeUpNodes).flatMap(({ schema, pointer }) => {
    const waiting: Place[] = [{ value: schema, path: fromPointer(`#${pointer}`), named: false }];
    const found: Notice[] = [];
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      const { value, path, named } = place;
      if (typeof value !== 'object' || value === null || met.has(value)) continue;
      met.add(value);
      if (isRecord(value) && !named) {
        if (isWithoutValue(value)) found.push(...noticesOf(value, path));
        const { $ref: reference } = value;
        if (typeof reference === 'string')
          waiting.push({ value: model.definitions.get(reference), path: fromPointer(reference), named: false });
      }
      waiting.push(...membersOf(place).reverse());
    }
    return found;
  });
}

function noticesOf({ pattern, type }: Readonly<Record<string, unknown>>, path: readonly string[]): readonly Notice[] {
  const note = (name: string, message: string): Notice => ({
    kind: 'note',
    message,
    pointer: toPointer([...path, name]),
  });
  const isForeign = typeof pattern === 'string' && !toPattern(pattern);
  const unknown = [type].flat().filter((word) => typeof word === 'string' && !isType(word));
  return [
    ...(isForeign ? [note('pattern', FOREIGN)] : []),
    ...unknown.map((word) =>
      note('type', `"${word}" is not a type of JSON Schema: a value that is made up is of the type ${meantType(word)}`),
    ),
  ];
}

const FOREIGN = 'not a regular expression of ECMA-262: a value that is made up may not match it, so give an example';

function isWithoutValue(schema: Readonly<Record<string, unknown>>): boolean {
  return ['example', 'examples', 'default', 'enum', 'const'].every((keyword) => schema[keyword] === undefined);
}

/** The schemas of what has no example as a whole. */
function madeUpNodes({ parameters, body }: Operation): readonly SchemaNode[] {
  return [
    ...parameters.flatMap(({ node, example }) => (example === undefined ? [node] : [])),
    ...(body?.media ?? []).flatMap(({ node, examples }) => (node && examples.length === 0 ? [node] : [])),
  ];
}
