/** Parameters in a path as frameworks write them, `/status/:status`, where the path parameter "status" is described. */
import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { type Node, notice, type Reading } from './reading.ts';

/** The path with braces: `/status/{status}`. What no parameter describes, and what would be another path of the document, stays. */
export function withBraces(reading: Reading, path: string, items: readonly Node[], all: ReadonlySet<string>): string {
  if (!/\/:\w/.test(path)) return path;
  const described = new Set(items.flatMap((item) => pathParametersIn(reading, item.value)));
  const read = path.replace(/(?<=\/):(\w+)(?=\/|$)/g, (segment, name: string) =>
    described.has(name) && !path.includes(`{${name}}`) ? `{${name}}` : segment,
  );
  if (read === path || all.has(read)) return path;
  notice(reading, 'note', ['paths', path], `"${path}" is read as "${read}", since its path parameters are described`);
  return read;
}

/** The names of the path parameters of a path and its operations. */
function pathParametersIn(reading: Reading, item: unknown): readonly string[] {
  if (!isRecord(item)) return [];
  return [item, ...Object.values(item).map((member) => followed(reading, member))].flatMap((holder) => {
    const list = isRecord(holder) ? holder['parameters'] : undefined;
    const parameters: readonly unknown[] = Array.isArray(list) ? list : [];
    return parameters.flatMap((one) => {
      const parameter = followed(reading, one);
      const isInPath = isRecord(parameter) && parameter['in'] === 'path' && typeof parameter['name'] === 'string';
      return isInPath ? [parameter['name'] as string] : [];
    });
  });
}

function followed({ root }: Reading, value: unknown): unknown {
  const reference = isRecord(value) ? value['$ref'] : undefined;
  return typeof reference === 'string' && reference.startsWith('#') ? valueAt(root, fromPointer(reference)) : value;
}
