import { toPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { itemOfPath, itemsBelow, keyedBelow, parameterOfPart, toAbove } from '../model/paths-below.ts';
import type { ImpliedLink, Link, Operation } from '../model/types.ts';
import { isWithoutRequired, type Member, membersOf } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { scalarOrNull, scalarType } from '../schema/types-of.ts';
import { addressedBy } from './addressed-by.ts';
import { singularsOf, toPlainName } from './conventions.ts';
import { type FoundList, lastSegment } from './find-list.ts';
import { type Details, inferDetails, isReadOnly } from './infer-details.ts';
import { mayBeDigits } from './same-values.ts';

/** How the items of a list are identified. */
export interface Identity {
  readonly kind: 'identity';
  /** JSON pointer in an item. */
  readonly id: string;
  /** Whether ids are unique. */
  readonly unique: boolean;
  /** JSON pointer to the item in the response with a single item. */
  readonly detailsAt: string;
  /** The path parameter that takes the id, if a path continues the list's path. */
  readonly impliedLink?: Omit<ImpliedLink, 'degree'>;
  readonly agreement: ListMeaning['agreement'];
  readonly why: string;
}

interface Doubt {
  readonly kind: 'doubt';
  readonly why: string;
}

/**
 * The member that identifies items: the one that a path or a link uses to address one item, else `id`.
 *
 * If a path continues the list's path and its parameter matches no member, nothing is certain: `/users/{username}` does not
 * take the `id` of a user.
 */
export function inferIdentity(found: FoundList): Identity | Doubt {
  const { schemas, operation, item } = found;
  const continued = itemOperations(found);
  const known = membersOf(schemas, item).filter(({ schema, required }) => {
    // In a schema without `required`, an item that is addressed by its id still has one, and it is not null.
    const type = continued === undefined ? scalarType(schemas, schema) : scalarOrNull(schemas, schema);
    const isThere = required || (continued !== undefined && isMadeByServer(schemas, item, schema));
    return isThere && (type === 'string' || type === 'integer' || type === 'number');
  });
  const singulars = singularsOf(lastSegment(operation));
  if (continued) return identityByPath(found, continued, known, singulars);
  for (const link of operation.links) {
    const linked = identityByLink(found, link, known);
    if (linked) return linked;
  }
  const member =
    known.find(({ name }) => name === 'id') ??
    known.find(({ name }) => singulars.some((singular) => toPlainName(name) === `${singular}_id`));
  if (!member) return { kind: 'doubt', why: 'no required member of an item has the name of an id' };
  const impliedLink = linkToPart(found, known, singulars);
  const why = `an array of objects, and their "${member.name}" is required`;
  return {
    kind: 'identity',
    id: toPointer([member.name]),
    unique: false,
    detailsAt: '',
    agreement: 'plain',
    ...(impliedLink && { impliedLink }),
    why,
  };
}

/**
 * Whether an item may be said to have a member that it does not require: if it requires nothing, or if the server makes it. A schema that
 * is that of request bodies, too, cannot require the id. https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-schema-object
 */
function isMadeByServer(schemas: Schemas, item: SchemaNode, member: SchemaNode): boolean {
  return isWithoutRequired(schemas, item) || isReadOnly(schemas, member);
}

/** The id for the paths of parts of an item, where the item has no path of its own. */
function linkToPart(found: FoundList, known: readonly Member[], singulars: readonly string[]): Identity['impliedLink'] {
  const { schemas, operation, operations, items } = found;
  const parameter = parameterOfPart(operation.path, operations);
  const member = parameter && namedLike(parameter.name, known, singulars);
  if (!parameter || !member || scalarOrNull(schemas, parameter.node) !== scalarOrNull(schemas, member.schema))
    return undefined;
  const { name } = parameter;
  return {
    body: `${items}/0${toPointer([member.name])}`,
    path: `${toAbove(operation.path)}/{${name}}`,
    parameter: name,
  };
}

/** The member that a path parameter names: `id` or `order_id` for `order_id`, of orders. */
export function namedLike(
  parameter: string,
  known: readonly Member[],
  singulars: readonly string[],
): Member | undefined {
  const requested = toPlainName(parameter);
  return (
    known.find(({ name }) => toPlainName(name) === requested) ??
    known.find(({ name }) => singulars.some((singular) => `${singular}_${toPlainName(name)}` === requested))
  );
}

interface Continued {
  readonly path: string;
  readonly parameter: string;
  readonly operations: readonly Operation[];
}

/** Operations on a path that is the list's path plus one parameter. */
function itemOperations({ operation, operations }: FoundList): Continued | undefined {
  const below = itemsBelow(operation.path, operations);
  const all = below.length > 0 ? below : keyedBelow(operation.path, operations);
  const [first] = all;
  if (!first) return undefined;
  const { path } = first;
  const there = all.filter((candidate) => candidate.path === path);
  return { path, parameter: itemOfPath(path)?.parameter ?? '', operations: there };
}

function identityByPath(
  found: FoundList,
  { path, parameter, operations }: Continued,
  known: readonly Member[],
  singulars: readonly string[],
): Identity | Doubt {
  const { operation, items } = found;
  const named =
    known.find(({ name }) => operation.links.some((link) => takes(link, items, name, parameter))) ??
    namedLike(parameter, known, singulars);
  const described = operations.flatMap(
    ({ parameters }) => parameters.find((one) => one.in === 'path' && one.name === parameter) ?? [],
  )[0];
  const addressed = named || !described ? undefined : addressedBy(found, described, known, singulars);
  const member = named ?? addressed?.member;
  const continues = `"${path}" continues its path`;
  if (!member) {
    return { kind: 'doubt', why: `${continues}, and no required member of an item is named like "${parameter}"` };
  }
  let finding: Details = { kind: 'details', at: '', agreement: 'plain' };
  for (const detailsOperation of addressed?.isSegment ? [] : operations) {
    const details = inferDetails(found, detailsOperation, parameter, member);
    if (details.kind === 'doubt') return { kind: 'doubt', why: `${continues}, but ${details.why}` };
    if (detailsOperation.method === 'get') finding = details;
  }
  const id = toPointer([member.name]);
  const common = { kind: 'identity', id, unique: true, detailsAt: finding.at, agreement: finding.agreement } as const;
  // What is only likely is not requested before a person has accepted it, but as a guess.
  if (addressed) return { ...common, why: `${continues}, and ${addressed.why}` };
  if (described && mayBeDigits(found.schemas, described, member)) {
    return {
      ...common,
      why: `${continues}, and "${member.name}" is named like its parameter, a text that may be digits`,
    };
  }
  const impliedLink = { body: `${items}/0${id}`, path, parameter };
  return { ...common, impliedLink, why: `${continues}, and "${member.name}" is named like its parameter` };
}

/** Whether a link passes a member of the first item to a parameter, or to any parameter if none is given. */
function takes({ parameters }: Link, items: string, member: string, parameter?: string): boolean {
  const expression = `$response.body#${items}/0${toPointer([member])}`;
  return Object.entries(parameters).some(
    ([name, value]) => value === expression && (parameter === undefined || name === parameter),
  );
}

function identityByLink(found: FoundList, link: Link, known: readonly Member[]): Identity | Doubt | undefined {
  const { items, operations } = found;
  const detailsOperation = operations.find(({ id }) => id === link.operation);
  const member = known.find(({ name }) => takes(link, items, name));
  if (!detailsOperation || !member) return undefined;
  const [parameter = ''] = Object.keys(link.parameters).filter((name) => takes(link, items, member.name, name));
  const finding = inferDetails(found, detailsOperation, parameter, member);
  if (finding.kind === 'doubt')
    return { kind: 'doubt', why: `a link points to "${detailsOperation.path}", but ${finding.why}` };
  const why = `a link takes "${member.name}" to "${detailsOperation.path}"`;
  return {
    kind: 'identity',
    id: toPointer([member.name]),
    unique: true,
    detailsAt: finding.at,
    agreement: finding.agreement,
    why,
  };
}
