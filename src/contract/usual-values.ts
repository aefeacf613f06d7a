/**
 * Samples of bodies as servers can usually take them. Optional ids are left out: the server gives an item its own, and knows none that was
 * made up. What ends does so after it begins, and not in the past.
 */
import { isRecord, type Json } from '../core/json.ts';
import { toList } from '../core/words.ts';
import { toPlainName } from '../infer/conventions.ts';
import { continuationOf, itemBelow, makingPath, operationsAt } from '../model/paths-below.ts';
import type { ApiModel, Media, Operation, SchemaNode } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { itemsOf, type Member, membersOf } from '../schema/members.ts';
import { withoutOneWay } from '../schema/one-way-values.ts';
import { findSample } from '../schema/sample.ts';
import { hasExample } from '../schema/walk.ts';
import { isReference } from './references-in.ts';
import { withCounts } from './usual-counts.ts';

/** A sample of the body of an operation with other values, where its schema accepts them. An example of its author stays as it is. */
export function withUsualValues(value: Json, node: SchemaNode, operation: Operation, model: ApiModel): Json {
  if (hasExample(model, node)) return value;
  const judging = { schemas: model, notNeeded: ['readOnly'] } as const;
  const fitting = (next: Json, otherwise: Json) =>
    next === otherwise || accepts(next, node.schema, judging) ? next : otherwise;
  const free = fitting(withoutIds(value, node, ownIds(operation, model), model), value);
  const later = fitting(withLaterEnds(free), free);
  return fitting(withCounts(later, node, model), later);
}

/** What is said of the ids that the sample of a body has, and that are not sent. `sent`: its value. */
export function idsNotSent(
  sent: Json,
  { node, examples }: Media,
  operation: Operation,
  model: ApiModel,
): readonly string[] {
  const sample = node && examples.length === 0 ? findSample(node, model) : undefined;
  if (!node || sample === undefined) return [];
  const lost = namesLost(withoutOneWay(sample, node, 'readOnly', model), sent);
  if (lost.length === 0) return [];
  // A form may lack other members, too.
  const names = namesLost(sample, withoutIds(sample, node, ownIds(operation, model), model)).filter((name) =>
    lost.includes(name),
  );
  if (names.length === 0) return [];
  const [are, ids] = names.length > 1 ? ['are', 'ids'] : ['is', 'an id'];
  const quoted = toList(names.map((name) => `"${name}"`));
  return [`${quoted} of the body ${are} not sent: optional, and ${ids} that nobody need have`];
}

function namesLost(sample: Json, sent: Json): readonly string[] {
  if (!isRecord(sample) || !isRecord(sent)) return [];
  return Object.entries(sample as Record<string, Json>).flatMap(([name, one]) => {
    if (!Object.hasOwn(sent, name)) return [name];
    return namesLost(one, sent[name] as Json).map((inner) => `${name}/${inner}`);
  });
}

/** What the id of the item is called that a POST makes, at a path that also shows items or has them below, or that the path names. */
function ownIds({ method, path }: Operation, { operations }: ApiModel): ReadonlySet<string> {
  const above = makingPath(path);
  const named = method === 'post' ? itemBelow(above, operations)?.parameter.name : continuationOf(path)?.parameter;
  const isMaking = method === 'post' && operationsAt(above, operations).some((other) => other.method === 'get');
  // A name is what people give, and a server need not have another one.
  if (named !== undefined) return new Set([...OWN, ...[toPlainName(named)].filter((name) => ID.test(name))]);
  return isMaking ? OWN : NONE;
}

const NONE: ReadonlySet<string> = new Set();
const OWN: ReadonlySet<string> = new Set(['id', '_id', 'uuid']);
const ID = /_(id|uuid|guid)$/;

/** Credentials in a body, as in Plaid's API: the id is of the client, and not of an item. */
const SECRET = /(^|_)secret$/;
const CLIENT = /^(client|app|application)_id$/;

function withoutIds(value: Json, node: SchemaNode, own: ReadonlySet<string>, model: ApiModel): Json {
  if (!isRecord(value)) return value;
  const members = new Map(membersOf(model, node).map((member) => [member.name, member]));
  const hasSecret = [...members.keys()].some((name) => SECRET.test(toPlainName(name)));
  const left = Object.entries(value as Record<string, Json>).flatMap(([name, one]) => {
    const member = members.get(name);
    if (!member) return [[name, one] as const];
    const isCredential = hasSecret && CLIENT.test(toPlainName(name));
    if (!member.required && !isCredential && isUnknown(member, own, model)) return [];
    return [[name, withoutIds(one, member.schema, NONE, model)] as const];
  });
  // A change of nothing is another request.
  return left.length === 0 ? value : unlessSame(value, left);
}

/** An object of members; the value itself if it has the same. */
function unlessSame(value: Readonly<Record<string, Json>>, members: readonly (readonly [string, Json])[]): Json {
  const isSame = members.length === Object.keys(value).length && members.every(([name, one]) => value[name] === one);
  return isSame ? value : Object.fromEntries(members);
}

function isUnknown({ name, schema }: Member, own: ReadonlySet<string>, model: ApiModel): boolean {
  // With the id of an example, a second run would make the same item again, or another one than that of the path would be changed.
  if (own.has(toPlainName(name))) return true;
  if (hasExample(model, schema)) return false;
  return isReference(name, itemsOf(model, schema) ?? schema, model);
}

/** The day of samples, and days that have not come. */
const DAY = '2024-02-29';
const [NEXT, LATER] = ['2034-03-01', '2034-03-02'];
const TIME = '12:00:00';

const STARTS = /(^|_)(starts?|begins?|from|since|opens?|check_?in|not_before|departure|pick_?up)(_|$)/;
const ENDS =
  /(^|_)(ends?|until|to|till|thru|through|closes?|expires?|expiry|expiration|due|deadline|check_?out|not_after|arrival|drop_?off)(_|$)/;

/** In each object, the times by which something ends, and those at which the same begins. */
function withLaterEnds(value: Json): Json {
  if (Array.isArray(value)) {
    const later = value.map(withLaterEnds);
    return later.every((one, index) => one === value[index]) ? value : later;
  }
  if (!isRecord(value)) return value;
  const all = Object.entries(value as Record<string, Json>);
  const isOver = all.some(([name, one]) => isMoment(one) && ENDS.test(toPlainName(name)));
  const later = all.map(([name, one]) => {
    if (!isMoment(one)) return [name, withLaterEnds(one)] as const;
    const plain = toPlainName(name);
    if (ENDS.test(plain))
      return [name, one.startsWith(DAY) ? moved(one, LATER) : one.replace(TIME, '13:00:00')] as const;
    return [name, isOver && STARTS.test(plain) ? moved(one, NEXT) : one] as const;
  });
  return unlessSame(value as Record<string, Json>, later);
}

function isMoment(value: Json): value is string {
  return typeof value === 'string' && (value.startsWith(DAY) || value.startsWith(TIME));
}

function moved(value: string, day: string): string {
  return value.startsWith(DAY) ? day + value.slice(DAY.length) : value;
}
