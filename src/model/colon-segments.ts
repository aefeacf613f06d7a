/** Parameters in a path as frameworks write them, `/status/:status`, where the path parameter "status" is described. */
import { isRecord } from '../core/json.ts';
import { apart, followed } from './left-out.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { elementsAt } from './typed-members.ts';

/** The path with braces: `/status/{status}`. What no parameter describes, and what would be another path of the document, stays. */
export function withBraces(reading: Reading, path: string, items: readonly Node[], all: ReadonlySet<string>): string {
  if (!/\/:\w/.test(path)) return path;
  const described = new Set(items.flatMap((item) => pathParametersIn(reading, item)));
  const read = path.replace(/(?<=\/):(\w+)(?=\/|$)/g, (segment, name: string) =>
    described.has(name) && !path.includes(`{${name}}`) ? `{${name}}` : segment,
  );
  if (read === path || all.has(read)) return path;
  notice(reading, 'note', ['paths', path], `"${path}" is read as "${read}", since its path parameters are described`);
  return read;
}

/** The names of the path parameters of a path and its operations. What is wrong in them is said where they are read. */
function pathParametersIn(reading: Reading, item: Node): readonly string[] {
  const members = Object.keys(isRecord(item.value) ? item.value : {}).flatMap((name) => child(item, name) ?? []);
  const holders = [item, ...members.flatMap((member) => followed(reading, member) ?? [])];
  const parameters = holders.flatMap((holder) => elementsAt(apart(reading).reading, holder, 'parameters'));
  return parameters.flatMap(({ value }) => {
    const isInPath = isRecord(value) && value['in'] === 'path' && typeof value['name'] === 'string';
    return isInPath ? [value['name'] as string] : [];
  });
}
