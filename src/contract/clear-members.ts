/** The members of a form of which a server can tell what separates values from what stands in one. */
import { isRecord, type Json } from '../core/json.ts';
import { isMultipart } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Media } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { findSample } from '../schema/sample.ts';
import { memberFor, schemaFor } from '../schema/value-schema.ts';
import { keywordOf } from '../schema/walk.ts';
import { separatorIn, type Written, withoutSeparators } from './separators.ts';
import { unused, whyUnclear } from './unused-examples.ts';

type Members = Readonly<Record<string, Json>>;

/** Where the members of a form are: without percent-encoding, in parts. */
export function placeOf(type: string): 'form' | 'parts' {
  return isMultipart(type) ? 'parts' : 'form';
}

/** The value of a form, with other values of the members that a server could read in several ways, where their schemas have others. */
export function withClearMembers(value: Json, media: Media, model: ApiModel): Json {
  return unclearIn(value, media, model).reduce((whole: Json, { name, written, node }) => {
    for (const more of withoutSeparators(written)) {
      const schema = { allOf: [node.schema, more] };
      const other = findSample({ schema, pointer: node.pointer }, model);
      if (other === undefined || separatorIn(written, other) !== undefined) continue;
      const made: Json = { ...(whole as Members), [name]: other };
      if (media.node && accepts(made, media.node.schema, { schemas: model, notNeeded: [] })) return made;
    }
    return whole;
  }, value);
}

/** A notice for each example of a member in whose place another value is sent. */
export function unusedMembers(described: Json, sent: Json, media: Media, model: ApiModel): readonly Notice[] {
  const members = isRecord(sent) ? (sent as Members) : {};
  return unclearIn(described, media, model).flatMap(({ name, written, node, value }): readonly Notice[] => {
    const isExample =
      media.examples.length > 0 || ['example', 'examples'].some((one) => keywordOf(model, node, one) !== undefined);
    const why = whyUnclear(written, value);
    return isExample && members[name] !== value && why !== undefined ? [unused(value, why, node.pointer)] : [];
  });
}

function unclearIn(value: Json, { encoding, node, type }: Media, model: ApiModel) {
  if (!isRecord(value) || !encoding || !node) return [];
  const whole = schemaFor(model, node, value as Json);
  return Object.entries(value as Members).flatMap(([name, member]) => {
    const { style, explode = false } = encoding.get(name) ?? {};
    const written: Written | undefined = style && { in: placeOf(type), style, explode };
    if (!written || separatorIn(written, member) === undefined) return [];
    return [{ name, written, value: member, node: memberFor(model, whole, name) }];
  });
}
