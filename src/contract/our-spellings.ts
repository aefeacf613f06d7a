/** Notices of what is written in a form of ours, since the style of a parameter or of a member of a form defines none for it. */
import { isRecord, type Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Media, PartEncoding } from '../model/types.ts';
import { memberFor, schemaFor } from '../schema/value-schema.ts';
import { exampleValue } from './example-value.ts';
import { deepRows } from './form-pairs.ts';
import { separatorIn, type Written } from './separators.ts';

/** A value that is written by a style. */
interface Styled extends Written {
  readonly name: string;
  readonly value: Json;
  readonly pointer: string;
}

/** A notice for each parameter with a value whose spelling OpenAPI does not define, or that nothing tells from another one. */
export function parameterSpellings(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap(({ parameters }) =>
    parameters.flatMap((parameter): readonly Notice[] => {
      const { content, form, in: place, name, node, explode, spelling, style } = parameter;
      if (content || spelling === 'json') return [];
      const value = exampleValue(parameter, model);
      if (form) return formSpellings(value, { node, encoding: form }, 'form', model);
      return notesOn({ name, in: place, value, style, explode, pointer: node.pointer });
    }),
  );
}

/** A notice for each member of a form with a style, as `parameterSpellings`. */
export function formSpellings(
  value: Json,
  { node, encoding }: Pick<Media, 'node' | 'encoding'>,
  place: 'form' | 'parts',
  model: ApiModel,
): readonly Notice[] {
  if (!isRecord(value) || !encoding) return [];
  const whole = node ? schemaFor(model, node, value as Json) : undefined;
  return Object.entries(value as Record<string, Json>).flatMap(([name, member]): readonly Notice[] => {
    const { style, explode = false }: PartEncoding = encoding.get(name) ?? {};
    if (style === undefined) return [];
    const { pointer = '' } = (whole && memberFor(model, whole, name)) ?? node ?? {};
    return notesOn({ name, in: place, value: member, style, explode, pointer });
  });
}

function notesOn(styled: Styled): readonly Notice[] {
  const messages =
    styled.style === 'deepObject' ? deepNotes(styled) : [...nestedNote(styled), ...ambiguousNote(styled)];
  return messages.map((message) => ({ kind: 'note', message, pointer: styled.pointer }));
}

/** The style has names with one pair of brackets around the name of a member. https://spec.openapis.org/oas/v3.1.1.html#style-values */
function deepNotes({ name, value, in: place }: Styled): readonly string[] {
  if (value === null) return [];
  if (!isRecord(value)) {
    const isForm = place === 'form' || place === 'parts';
    const row = isForm ? (deepRows(name, value)[0]?.[0] ?? name) : name;
    return [`"${name}" is no object, for which deepObject defines nothing: it is sent as \`${row}\``];
  }
  const members = Object.entries(value as Record<string, Json>);
  const sentFor = (member: readonly [string, Json] | undefined) =>
    member && deepRows(name, { [member[0]]: member[1] })[0]?.[0];
  const nested = sentFor(
    members.find(([, one]) => typeof one === 'object' && one !== null && deepRows('', one).length > 0),
  );
  const odd = members.find(([key, one]) => hasOddName(key, one));
  const oddly = odd && deepRows(name, { [odd[0]]: odd[1] }).find(([row]) => /\[[^\]]*\[|\](?!\[|$)/.test(row))?.[0];
  return [
    ...(nested === undefined
      ? []
      : [`"${name}" is nested, for which deepObject defines nothing: it is sent as \`${nested}\``]),
    ...(odd === undefined
      ? []
      : [
          `a member of "${name}" has a bracket in its name, for which deepObject defines nothing: it is sent as \`${oddly ?? sentFor(odd)}\``,
        ]),
  ];
}

/** Whether a member that is sent has a bracket in its name, or in one within it. */
function hasOddName(name: string, value: Json): boolean {
  if (value === null) return false;
  return (
    /[[\]]/.test(name) ||
    (typeof value === 'object' && Object.entries(value).some(([key, one]) => hasOddName(key, one)))
  );
}

/** A structure stands in another one, for which only deepObject has a usual form. */
function nestedNote({ name, value, style }: Styled): readonly string[] {
  const inside: readonly unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  if (!inside.some((one) => typeof one === 'object' && one !== null)) return [];
  return [`"${name}" is nested, for which ${style} defines nothing: what is in it is sent as JSON or with commas`];
}

/** What separates values stands in one, and there was no other value to send. */
function ambiguousNote(styled: Styled): readonly string[] {
  const separator = separatorIn(styled, styled.value);
  return separator === undefined
    ? []
    : [`"${styled.name}" has a value with "${separator}", which separates values, too: a server may read others`];
}
