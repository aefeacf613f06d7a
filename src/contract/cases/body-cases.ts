import { groupBy } from '../../core/group-by.ts';
import { isRecord, type Json } from '../../core/json.ts';
import { contentKind, isJsonType } from '../../core/media-types.ts';
import type { Notice } from '../../core/notices.ts';
import { once } from '../../core/once.ts';
import { fromPointer, valueAt } from '../../core/pointer.ts';
import { toShortList } from '../../core/words.ts';
import { mayLoseBody, operationName } from '../../model/methods.ts';
import type { ApiModel, Operation, SchemaNode } from '../../model/types.ts';
import { acceptedBy } from '../../schema/accepted-by.ts';
import { OTHER_TYPE } from '../../schema/breaks.ts';
import { UNKNOWN_MEMBER } from '../../schema/combined-breaks.ts';
import { membersOf } from '../../schema/members.ts';
import { type SchemaMutation, schemaMutations } from '../../schema/schema-mutations.ts';
import { toJudgeable } from '../../schema/to-judgeable.ts';
import { isOneWay } from '../../schema/walk.ts';
import { requiredArguments } from '../arguments.ts';
import { expectedRefusal, namesCause } from '../refusals.ts';
import { bodyOf } from '../request-body.ts';
import { alternativeBreak, isOfAlternative, wrongInAll } from './alternative-breaks.ts';
import { baseWith, isFilledIn, type Members, withMember, withUncoerced } from './broken-member.ts';
import type { Case } from './case.ts';
import { type Break, type BrokenValue, isBrokenAsText, isInPath } from './certain-breaks.ts';

/** The maximum number of invalid bodies for an operation. */
const MOST = 16;

/** The maximum number of changes of a body that are tried: each is judged with the whole body, and a body may have thousands of members. */
const MOST_TRIED = 200;

/** How many of them break something inside a member of the body. */
const MOST_INSIDE = 6;

/** That something is there, and of its type. */
const OF_FORM = new RegExp(`^(?:missing|${OTHER_TYPE}|with no )`);

/** That a member is not there, alone or beside another. */
const OF_ABSENCE = /^missing\b/;

/** A bound, beside which others can be kept. */
const OF_BOUND =
  /^(?:with (?:more|fewer|no|a dup)|without|missing next|longer|shorter|above|below|not (?:above|below|a multiple|matching))/;

/** What is broken in a whole object. More members than are allowed are not described, so they may be dropped. */
const OF_WHOLE = new RegExp(`^(?:with (?:no|fewer than \\d+) members|${UNKNOWN_MEMBER})$`);

/**
 * By JSON Schema, a format need not be checked. Many frameworks ignore or remove members that a schema does not describe, whatever it says of
 * them: a schema says what is valid, and not what a server does with the rest.
 */
const OPEN = new RegExp(`^(?:not a valid |${UNKNOWN_MEMBER}$)`);

/**
 * Invalid bodies: a required member is missing, has another type, or violates another constraint; a format only if a documented
 * response names an invalid body. These requests may change data, so they are not sent to a live target.
 */
export function brokenBodies(operation: Operation, model: ApiModel): readonly Case[] {
  if (mayLoseBody(operation.method)) return [];
  const expected = expectedRefusal(operation, 'invalid-body');
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  if (!expected || !body || !node || !canBreak(body)) return [];
  const isForm = !isJsonType(body.type);
  const isNamed = namesCause(operation, 'invalid-body');
  const { values, isAll } = brokenValues(node, body.value as Json, isNamed, model);
  const certain = isNamed ? values : values.filter((one) => !isInPath(one, operation));
  const sendable = isForm ? certain.filter((one) => isBrokenAsText(one, node, model)) : certain;
  const single = sendable.filter(({ isSingle }) => isSingle);
  // Where nothing else shows that bodies are judged at all, what breaks several constraints does.
  const broken = single.length > 0 ? single : sendable;
  const name = operationName(operation);
  const all = isAll ? String(sendable.length) : `more than ${sendable.length}`;
  // Those of the members of the body come first, then those further inside.
  const [outer, inner] = [broken.filter(({ isInside }) => !isInside), broken.filter(({ isInside }) => isInside)];
  const first = ofEachKind(outer, MOST);
  const chosen = [...first, ...ofEachKind(inner, Math.min(MOST_INSIDE, MOST - first.length))];
  const others = sendable.filter((one) => !chosen.includes(one)).map(({ what }) => what);
  const message = `${name}: ${chosen.length} of ${all} invalid bodies are sent; not ${toShortList(others)}`;
  const notice: Notice = { kind: 'shortened', message, pointer: operation.pointer };
  return chosen.map(({ what, value }, index) => ({
    subject: 'parameters',
    name: `${operation.summary}: ${what}`,
    description: `A request with an invalid body is refused: ${what}.`,
    operation,
    arguments: requiredArguments(operation, model),
    body: { ...body, value: value as Json },
    expected,
    ...(index === chosen.length - 1 && others.length > 0 && { notice }),
  }));
}

/** Whether a body is a form, or a JSON value with something in it. */
export function canBreak({ type, value }: NonNullable<ReturnType<typeof bodyOf>>): boolean {
  return isJsonType(type) ? value !== null : contentKind(type) === 'form' && isRecord(value);
}

/**
 * The first ones of each kind, in their order: a body with many required members would else only be sent without them. Of a kind, those at
 * members that no other one is at come first.
 */
function ofEachKind<One extends Break>(all: readonly One[], most: number): readonly One[] {
  if (all.length <= most) return all;
  const kinds = [...groupBy(all, ({ kind }) => kind).values()].map((ones) => [...ones]);
  const chosen = new Set<One>();
  const members = new Set<string | undefined>();
  while (chosen.size < most)
    for (const ones of kinds) {
      if (chosen.size >= most || ones.length === 0) continue;
      const index = Math.max(
        0,
        ones.findIndex(({ member }) => !members.has(member)),
      );
      for (const one of ones.splice(index, 1)) {
        chosen.add(one);
        members.add(one.member);
      }
    }
  return all.filter((one) => chosen.has(one));
}

/** `not above 5` and `not above 7` are of one kind, as are two patterns. */
const KIND = /^(?:[a-z]+ ?){1,3}/;

interface BrokenValues {
  readonly values: readonly BrokenValue[];
  /** Whether there are no others. */
  readonly isAll: boolean;
}

/** The invalid values near a valid one. Several operations have the same body. */
function brokenValues(node: SchemaNode, body: Json, isNamed: boolean, model: ApiModel): BrokenValues {
  const { schema } = toJudgeable(node, model, 'readOnly');
  const known = bodiesBySchema(model).get(schema) ?? [];
  const same = known.find((one) => one.body === body && one.isNamed === isNamed);
  if (same) return same.broken;
  const broken = toBrokenValues(node, schema, { body, isNamed }, model);
  bodiesBySchema(model).set(schema, [...known, { body, isNamed, broken }]);
  return broken;
}

interface KnownBody {
  readonly body: Json;
  readonly isNamed: boolean;
  readonly broken: BrokenValues;
}

const bodiesBySchema = once<ApiModel, Map<Json, readonly KnownBody[]>>(() => new Map());

function toBrokenValues(
  node: SchemaNode,
  schema: Json,
  { body, isNamed }: Pick<KnownBody, 'body' | 'isNamed'>,
  model: ApiModel,
): BrokenValues {
  const own = membersOf(model, node).filter((member) => !isOneWay(model, member.schema, 'readOnly'));
  const members = new Map(own.map((member) => [member.name, member]));
  const baseOf = (name: string) => {
    const member = members.get(name);
    return member && baseWith(member, node, body, model);
  };
  const isObject = isRecord(body);
  // An object may be taken for an array of one, and a number for a text.
  const isOne = (what: string, path: readonly string[]) =>
    !what.includes('alternative') &&
    (isNamed || !OPEN.test(what)) &&
    (isObject || what !== OTHER_TYPE) &&
    !(OF_ABSENCE.test(what) && isFilledIn(path, node, model));
  const wholes = new Map<string, Json>();
  const wholeWith = (name = '') => {
    const whole = wholes.get(name) ?? withMember(members.get(name), node, body, model);
    wholes.set(name, whole);
    return whole;
  };
  const isWrong = wrongInAll(schema, model);
  const changes = schemaMutations(schema, undefined, (one) => acceptedBy(one, model)).flatMap((mutation) => {
    const path = fromPointer(mutation.place);
    const whole = isOfAlternative(mutation) ? wholeWith(path[0]) : body;
    const own = isOfAlternative(mutation) ? alternativeBreak(mutation, whole, isWrong) : undefined;
    const { what, change } = own ?? mutation;
    const kind = KIND.exec(what)?.[0] ?? what;
    const isInside = isObject && path.length > 1;
    if (!isObject && valueAt(body, path.slice(0, -1)) === undefined) return [];
    // Further inside, bounds and patterns are broken, where the valid body has a value.
    if (!isOne(what, path) || (isInside && (OF_FORM.test(what) || valueAt(body, path) === undefined))) return [];
    const member = path.length === 0 ? undefined : path.join('.');
    return [{ member, path, isInside, whole: own && whole, kind, what, change }];
  });
  const tried = [...changes.filter(({ isInside }) => !isInside), ...changes.filter(({ isInside }) => isInside)];
  const values = ofEachKind(tried, MOST_TRIED).flatMap((one) => {
    const {
      member,
      path: [name],
      isInside,
      whole,
      kind,
      what,
      change,
    } = one;
    const outer = name !== undefined ? baseOf(name) : OF_WHOLE.test(what) ? body : undefined;
    const base = whole ?? (isInside || !isObject ? body : outer);
    const { broken, isSingle } = base === undefined ? NOT_BROKEN : brokenBy(change, base, OF_BOUND.test(what));
    const own = !isInside && !whole && name !== undefined ? members.get(name) : undefined;
    const value = own && isRecord(broken) ? withUncoerced(broken as Members, own, model) : broken;
    if (value === undefined) return [];
    return [{ member, isInside, kind, what: member === undefined ? what : `${member} ${what}`, value, isSingle }];
  });
  return { values: onceEach(values), isAll: changes.length <= MOST_TRIED };
}

/** Two alternatives may have the same constraint. */
function onceEach(values: readonly BrokenValue[]): readonly BrokenValue[] {
  return [...new Map(values.map((one) => [JSON.stringify([one.what, one.value]), one])).values()];
}

const NOT_BROKEN = { broken: undefined, isSingle: true };

function brokenBy(change: SchemaMutation['change'], base: Json, isOfBound: boolean) {
  const only = isOfBound ? change(base, 'only') : undefined;
  return { broken: only ?? change(base), isSingle: only !== undefined || !isOfBound };
}
