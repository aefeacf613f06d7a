/**
 * Headers, and members of bodies, that name one attempt of a request. A server may answer a key that it knows with the response of its first request, or refuse it,
 * so each request that is sent has a key of its own.
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-06#section-2.2
 */

import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Parameter, SchemaNode } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { accepts } from '../schema/accepts.ts';
import { itemsOf, type Member, membersOf } from '../schema/members.ts';
import { typesOf } from '../schema/types-of.ts';
import { bodyOf } from './request-body.ts';

/** By the draft of the IETF, or as PayPal and the Berlin Group (PSD2) name them. */
const NAMES = /^((x-)?idempot[a-z]+(-(key|token|id))?|([a-z]+-)?request-id)$/i;

/** Members of bodies, as Square names them: in a body, an id of a request may be any id. */
const MEMBER_NAMES = /^(x[-_])?idempot[a-z]*?[-_]?(key|token|id)$/i;

/** Of the form of those that Postman makes: random, of version 4, in lower case. */
const SAMPLE = '0b6a1f5e-93c7-4d28-a5e4-7f1c2d9b8e60';

/** Whether a header has a new UUID each time that it is sent. */
export function isRequestKey(parameter: Parameter, model: ApiModel): boolean {
  return isNamed(parameter) && takesUuid(parameter.node, model);
}

function takesUuid({ schema }: SchemaNode, model: ApiModel): boolean {
  return accepts(SAMPLE, schema, { schemas: model, notNeeded: [] });
}

/**
 * The names of members of a request's body that have a new UUID each time that it is sent, at any depth. One that is wrong on purpose keeps
 * its value, and so does one whose value a use case states.
 */
export function freshMembers({ body, operation }: ContractRequest, model: ApiModel): readonly string[] {
  const keys = keysIn(body, model);
  if (keys.length === 0) return [];
  const usual = new Set(keysIn(bodyOf(operation, model), model).map(({ place, value }) => `${place} ${value}`));
  const isFresh = ({ schema, place, value }: Key) => takesUuid(schema, model) && usual.has(`${place} ${value}`);
  const fixed = new Set(keys.filter((key) => !isFresh(key)).map(({ name }) => name));
  return [...new Set(keys.map(({ name }) => name).filter((name) => !fixed.has(name)))];
}

/** A text in a body that is such a key by its name and type. */
interface Key extends Omit<Member, 'required'> {
  readonly place: string;
  readonly value: string;
}

function keysIn(body: ContractRequest['body'], model: ApiModel): readonly Key[] {
  const node = body?.media?.node;
  // Most bodies have none, and their schemas are not looked at.
  return node && hasKey(body.value) ? keysAt('', body.value, node, model) : [];
}

function hasKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.keys(members).some((name) => MEMBER_NAMES.test(name) || hasKey(members[name]));
}

function keysAt(place: string, value: unknown, node: SchemaNode, model: ApiModel): readonly Key[] {
  if (!hasKey(value)) return [];
  if (Array.isArray(value)) {
    const items = itemsOf(model, node);
    return items ? value.flatMap((one, index) => keysAt(`${place}/${index}`, one, items, model)) : [];
  }
  if (!isRecord(value)) return [];
  return membersOf(model, node).flatMap(({ name, schema }) => {
    const part = Object.hasOwn(value, name) ? value[name] : undefined;
    const isKey = typeof part === 'string' && MEMBER_NAMES.test(name) && typesOf(model, schema).has('string');
    const at = `${place}/${name}`;
    return isKey ? [{ name, schema, place: at, value: part }] : keysAt(at, part, schema, model);
  });
}

function isNamed({ in: place, name, spelling }: Parameter): boolean {
  return place === 'header' && spelling === 'single' && NAMES.test(name);
}

/** A notice for each such header or member that takes no UUID, so that all requests have the same key. */
export function keyNotices(model: ApiModel): readonly Notice[] {
  const parameters = model.operations.flatMap((operation) => operation.parameters);
  const repeated = parameters.filter((one) => /idempot/i.test(one.name) && isNamed(one) && !isRequestKey(one, model));
  const inBodies = model.operations
    .flatMap((operation) => keysIn(bodyOf(operation, model), model))
    .filter(({ schema }) => !takesUuid(schema, model))
    .map(({ name, schema }) => ({ name, node: schema }));
  return [...groupBy([...repeated, ...inBodies], ({ node }) => node.pointer)].map(([pointer, [first]]) => ({
    kind: 'note',
    message: `"${first?.name}" takes no UUID, so each request has the same one, and a server may answer it with an earlier response`,
    pointer,
  }));
}
