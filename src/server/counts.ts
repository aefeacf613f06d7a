import type { NumberPlace } from '../model/list-meaning.ts';
import { sampleValue } from '../schema/sample.ts';
import { describedAnswer, type ListRequest } from './list-request.ts';
import type { Page } from './page.ts';

/** The headers with the numbers of items. */
export function countHeaders(request: ListRequest, page: Page): Record<string, string> {
  const { count, total, ranged } = request.list;
  const headers: Record<string, string> = ranged ? { 'Content-Range': toContentRange(request, page) } : {};
  for (const [place, number] of [
    [count, page.items.length],
    [total, page.total],
  ] as const) {
    if (place?.kind === 'header') headers[place.name] = String(number);
  }
  return headers;
}

/** The members of the body with the numbers of items, by their pointers. */
export function countMembers({ list }: ListRequest, page: Page): readonly (readonly [string, number])[] {
  const at = (place: NumberPlace | undefined, number: number) =>
    place?.kind === 'member' ? [[place.pointer, number] as const] : [];
  return [...at(list.count, page.items.length), ...at(list.total, page.total)];
}

/** `items 0-19/60`; an empty page has a star for its range. https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function toContentRange(request: ListRequest, { start, items, total }: Page): string {
  const unit = toUnit(request);
  return items.length === 0 ? `${unit} */${total}` : `${unit} ${start}-${start + items.length - 1}/${total}`;
}

/** The unit of the range: that of the example, else `items`. */
function toUnit(request: ListRequest): string {
  const { model } = request;
  const { response } = describedAnswer(request);
  const header = response?.headers.find(({ name }) => name.toLowerCase() === 'content-range');
  if (!header) return 'items';
  const example = header.example ?? sampleValue(header.node, model);
  const sample = typeof example === 'string' ? /^([!#$%&'*+\-.^_`|~\dA-Za-z]+) /.exec(example)?.[1] : undefined;
  return sample ?? 'items';
}
