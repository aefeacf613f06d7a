import { isRecord, type Json } from '../../core/json.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { UNKNOWN_MEMBER } from '../../schema/breaks.ts';
import { membersOf } from '../../schema/members.ts';
import { toJudgeable } from '../../schema/to-judgeable.ts';
import { schemaViolations } from '../../schema/violate.ts';
import { isOneWay } from '../../schema/walk.ts';
import { requiredArguments } from '../arguments.ts';
import { expectedRefusal, namesCause } from '../refusals.ts';
import { bodyOf } from '../requests.ts';
import type { Case } from './case.ts';

/** How many broken bodies an operation gets. */
const MOST = 16;

/** What a body may be refused for, whatever it is that the description says of its refusal. */
const PLAIN = /^(missing|of another type)$/;

/**
 * Bodies that lack what they must have, have something of another type, or break another constraint; the latter only where the
 * description says that it is for such bodies that a status is. They write, so a live target never gets them.
 */
export function brokenBodies(operation: Operation, model: ApiModel): readonly Case[] {
  const expected = expectedRefusal(operation, 'invalid-body');
  const body = bodyOf(operation, model);
  const node = operation.body?.media[0]?.node;
  if (!expected || !body || !node || !/[/+]json\b/.test(body.type) || !isRecord(body.value)) return [];
  const own = new Set(
    membersOf(model, node).flatMap(({ name, schema }) => (isOneWay(model, schema, 'readOnly') ? [] : [name])),
  );
  const isNamed = namesCause(operation, 'invalid-body');
  const broken = schemaViolations(toJudgeable(node, model, 'readOnly').schema).flatMap(({ name, change }) => {
    const [, member, what = ''] = /^\/([^/ ]*) (.+)$/.exec(name) ?? [];
    const isOwn = member === '' ? what === UNKNOWN_MEMBER : member !== undefined && own.has(member);
    const isOne = PLAIN.test(what) || (isNamed && !what.includes('alternative'));
    const value = isOwn && isOne ? change(body.value) : undefined;
    return value === undefined ? [] : [{ what: member === '' ? what : `${member} ${what}`, value }];
  });
  return broken.slice(0, MOST).map(({ what, value }) => ({
    subject: 'parameters',
    name: `${operation.summary}: ${what}`,
    description: `A request whose body has ${what.replace(/^with /, '')} is refused.`,
    operation,
    arguments: requiredArguments(operation, model),
    body: { type: body.type, value: value as Json },
    expected,
  }));
}
