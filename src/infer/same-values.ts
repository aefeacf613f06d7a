/** Whether a member of an item can be the value of a path parameter, as far as their schemas, their examples and their words tell. */
import { toPlainText } from '../core/json.ts';
import type { Operation, Parameter } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import type { Member } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { enumOf, scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';

/**
 * Whether both may have the same values. That one of them says more than the other is usual; but where the parameter lists its values, so must
 * the member, and neither may show a value that the other refuses.
 */
export function mayBeSame(schemas: Schemas, parameter: Parameter, { schema }: Pick<Member, 'schema'>): boolean {
  const { node, example } = parameter;
  const isListed = enumOf(schemas, node) !== undefined;
  if (isListed && enumOf(schemas, schema) === undefined) return false;
  if (isAddress(schemas, parameter, { schema })) return false;
  // A parameter may list more values than items have.
  const ofParameter = [example, ...(isListed ? [] : exampleValues(schemas, node))];
  const ofMember = exampleValues(schemas, schema);
  const isAlike = ['pattern', 'format'].every((keyword) => {
    const [one, other] = [node, schema].map((side) => keywordOf(schemas, side, keyword));
    return one === undefined || other === undefined || one === other || [one, other].every(isOfNumbers);
  });
  return isAlike && areTaken(ofParameter, schema, schemas) && areTaken(ofMember, node, schemas);
}

/**
 * Whether a member is a number, and a path parameter a text that may be its digits: many frameworks know what a path has as texts only, and
 * make numbers of them later.
 */
export function mayBeDigits(
  schemas: Schemas,
  { node, example }: Parameter,
  { schema }: Pick<Member, 'schema'>,
): boolean {
  const [type, own] = [scalarOrNull(schemas, node), scalarOrNull(schemas, schema)];
  const limits = ['format', 'enum', 'const'].some((keyword) => keywordOf(schemas, node, keyword) !== undefined);
  if (type !== 'string' || (own !== 'integer' && own !== 'number') || limits) return false;
  const shown = [example, ...exampleValues(schemas, node)].filter((value) => value !== undefined);
  return areTaken(['1', '20'], node, schemas) && shown.every((value) => /^\d+$/.test(toPlainText(value)));
}

/**
 * Whether a member is the whole address of an item (`https://api.example/orders/7`), and nothing says that a path has that: mostly, its last segment
 * is the id.
 */
export function isAddress(schemas: Schemas, { node, example }: Parameter, { schema }: Pick<Member, 'schema'>): boolean {
  const isUri = (side: SchemaNode) => ADDRESSES.has(String(keywordOf(schemas, side, 'format')));
  const isThere = (value: unknown) => value !== undefined;
  const shown = exampleValues(schemas, schema).filter(isThere).map(toPlainText);
  const isShown = shown.some((text) => /^https?:\/\//.test(text));
  if (!isShown && !(isUri(schema) && shown.length === 0)) return false;
  const taken = [example, ...exampleValues(schemas, node)].filter(isThere).map(toPlainText);
  return !isUri(node) && !taken.some((text) => /^[a-z][a-z\d+.-]*:/i.test(text));
}

const ADDRESSES: ReadonlySet<string> = new Set(['uri', 'url', 'iri', 'uri-reference', 'iri-reference']);

/** The range of a number, which descriptions of the same id often give differently. */
function isOfNumbers(format: unknown): boolean {
  return typeof format === 'string' && /^u?int\d*$/.test(format);
}

/** Whether a path parameter can get the values of another one. A number is a text, too, and not the other way round. */
export function mayGet(schemas: Schemas, parameter: Parameter, other: Parameter): boolean {
  if (parameter.node.schema === other.node.schema) return true;
  const [own, given] = [parameter, other].map(({ node }) => scalarOrNull(schemas, node));
  if (given === 'string' && own !== undefined && own !== 'string') return false;
  return mayBeSame(schemas, parameter, { schema: other.node });
}

function areTaken(values: readonly unknown[], { schema }: SchemaNode, schemas: Schemas): boolean {
  const judging = { schemas, notNeeded: [] };
  return values.every((value) => value === undefined || accepts(value, schema, judging));
}

/** "The order number, not the id". */
const NOT_THE_ID = /(?:\b(?:not|never|instead of|rather than|different from|other than)\b|n[’']t\b)[^.;]*\bids?\b/i;

/** Whether the description of a parameter, of its schema, or of its operation, says that it is no id. */
export function saysOther(schemas: Schemas, { description, node }: Parameter, operation: Operation): boolean {
  const texts = [description, textOf(schemas, node, 'description'), operation.summary, operation.description];
  return texts.some((text) => NOT_THE_ID.test(text));
}
