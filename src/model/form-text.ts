/** An example of `application/x-www-form-urlencoded` that is written as the text of a form, `name=pen&count=2`. https://url.spec.whatwg.org/#urlencoded-parsing */
import type { Json } from '../core/json.ts';
import { accepts, type Judging } from '../schema/accepts.ts';
import { membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { typesOf } from '../schema/types-of.ts';
import { formTexts, readingsOf, toScalar } from './parameter-example.ts';

/** Values by the names of a form. */
export type FormValue = Readonly<Record<string, Json>>;

/**
 * The object that a form has, its values as their schemas have them. `undefined`: a name is no member of the schema, such as that of an
 * object in several rows, so that nothing is certain.
 */
export function formInText(text: string, node: SchemaNode, judging: Judging): FormValue | undefined {
  const members = new Map(membersOf(judging.schemas, node).map(({ name, schema }) => [name, schema]));
  const values: [string, Json][] = [];
  for (const [name, texts] of formTexts(text)) {
    const member = members.get(name);
    if (!member) return undefined;
    values.push([name, readingOf(texts, member, judging)]);
  }
  return values.length === 0 ? undefined : Object.fromEntries(values);
}

/** The first reading that the schema accepts, or that of its type. */
function readingOf(texts: readonly string[], node: SchemaNode, judging: Judging): Json {
  const [first = ''] = texts;
  const ofAll: readonly unknown[] = [texts, texts.map(toScalar)];
  const readings = texts.length > 1 ? ofAll : [first, toScalar(first), ...ofAll, ...readingsOf(first)];
  const usual = typesOf(judging.schemas, node).has('string') ? readings[0] : readings[1];
  return (readings.find((reading) => accepts(reading, node.schema, judging)) ?? usual) as Json;
}
