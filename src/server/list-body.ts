import { fromPointer, toPointer } from '../core/pointer.ts';
import { sampleValue } from '../schema/sample.ts';
import { countMembers } from './counts.ts';
import { type Leads, type Relation, spelledLike } from './links.ts';
import { describedAnswer, exampleAt, type ListRequest } from './list-request.ts';
import { type BodySchema, withFitting, withMember, withNothing } from './members.ts';
import type { Page } from './page.ts';
import { truePageFacts } from './page-facts.ts';
import { memberNode } from './schema-members.ts';

/** The ways to the other pages: values of the paging parameter, and URLs. */
export interface Ways {
  readonly cursors: Leads;
  readonly urls: Readonly<Partial<Record<Relation, URL>>>;
}

/**
 * The body: the array itself, or an object that holds it where the description says. Its other members are computed or samples.
 */
export function toListBody(request: ListRequest, page: Page, ways: Ways): unknown {
  const { list, model, accepts } = request;
  const path = fromPointer(list.items);
  if (path.length === 0) return page.items;
  const { media } = describedAnswer(request);
  const schema: BodySchema = { node: media?.node, model, accepts };
  let body = withMember(media?.node && request.sampleOf(media.node), path, page.items);
  for (const [pointer, number] of countMembers(request, page)) body = withFitting(body, pointer, [number], schema);
  for (const [pointer, truths] of truePageFacts(request, page)) body = withFitting(body, pointer, truths, schema);
  if (list.paging?.kind === 'cursor' && list.paging.next !== undefined) {
    const { cursors } = ways;
    body = withLeads(body, list.paging.next, (relation) => cursors[relation], schema);
  }
  if (list.next?.kind === 'member') {
    const { pointer } = list.next;
    const { urls } = ways;
    const like = spellingAt(request, schema, pointer);
    const toText = (relation: Relation) => urls[relation] && spelledLike(like, urls[relation]);
    body = withLeads(body, pointer, toText, schema);
  }
  return body;
}

/** The form of a URL in the body: that of the example of the response, else of its schema. */
function spellingAt(request: ListRequest, { node, model }: BodySchema, pointer: string): unknown {
  const member = node && memberNode(node, pointer, model);
  const sample = exampleAt(request, fromPointer(pointer));
  return typeof sample === 'string' ? sample : member && sampleValue(member, model);
}

/** The names of the members that lead to other pages. */
const NAMES: readonly (readonly [Relation, readonly string[]])[] = [
  ['next', ['next']],
  ['prev', ['prev', 'previous']],
  ['first', ['first']],
  ['last', ['last']],
  ['self', ['self', 'current']],
];

/**
 * The body with links or cursors to other pages: at the pointer to the next one, and in members beside it that the schema has.
 */
function withLeads(
  body: unknown,
  pointer: string,
  textOf: (relation: Relation) => string | undefined,
  schema: BodySchema,
): unknown {
  let led = body;
  for (const [relation, names] of NAMES) {
    for (const name of names) {
      const place = relation === 'next' ? pointer : toSibling(pointer, name);
      if (place === undefined || !(relation === 'next' || isDescribed(place, schema))) continue;
      const text = textOf(relation);
      led = text === undefined ? withNothing(led, place, schema) : withFitting(led, place, toValues(text), schema);
    }
  }
  return led;
}

/** A cursor may be a number where its member is one. */
function toValues(text: string): readonly unknown[] {
  return /^\d{1,15}$/.test(text) ? [text, Number(text)] : [text];
}

/** A `last` that is true or false says whether this is the last page. */
function isDescribed(pointer: string, { node, model }: BodySchema): boolean {
  const member = node && memberNode(node, pointer, model);
  return member !== undefined && typeof sampleValue(member, model) !== 'boolean';
}

/** `/_links/next/href` -> `/_links/prev/href`, `/nextPage` -> `/prevPage`; none where nothing is called "next". */
function toSibling(pointer: string, name: string): string | undefined {
  const path = fromPointer(pointer);
  const index = path.findLastIndex((part) => /next/i.test(part));
  const part = path[index];
  if (part === undefined) return undefined;
  const capital = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  const renamed = part.replace(/next/i, (word) => (word === 'next' ? name : capital));
  return toPointer(path.with(index, renamed));
}
