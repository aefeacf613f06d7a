/** What is said of the body of a request: what is left out of it, and what is chosen where OpenAPI leaves it open. */
import { isRecord, type Json } from '../core/json.ts';
import { contentKind, isMultipart, typeParameter } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import { toList } from '../core/words.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel, Media, Operation } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import { hasFlatLists, renamedIn, toXmlName } from '../schema/xml.ts';
import { placeOf, unusedMembers } from './clear-members.ts';
import { notSentAsNothing } from './filled-form.ts';
import { chosenAsJson, encodedParts, recodedParts } from './form-rows.ts';
import { formSpellings } from './our-spellings.ts';
import { type Body, bodiesOf, isUnsendable, sentValue } from './request-body.ts';
import { notSentAsNull } from './without-nulls.ts';

/** What is left out of the bodies of an operation, or chosen where OpenAPI leaves it open. */
export function bodyNotices(operation: Operation, model: ApiModel): readonly Notice[] {
  const [sent, ...others] = bodiesOf(operation, model);
  const pointer = sent?.media?.pointer ?? operation.pointer;
  const name = operationName(operation);
  if (!sent) return [];
  const unsent = (operation.body?.media ?? []).filter((media) => media !== sent.media);
  const types = toList(unsent.map(({ type }) => type));
  const some = others.length < unsent.length ? ' (some of which cannot be sent)' : '';
  return [
    ...(unsent.length > 0
      ? [note(`${name}: the body is sent as ${sent.type}, and not as ${types}${some}`, pointer)]
      : []),
    ...unnamedIn(sent, name, model),
    ...(sent.media ? formSpellings(sent.value, sent.media, placeOf(sent.type), model) : []),
    ...(sent.media ? unusedIn(sent.value, sent.media, operation, model) : []),
    ...chosenFor(sent, model).map((what) => note(`${name}: ${what}`, pointer)),
  ];
}

/** What is chosen for a body where its description leaves it open, or has what no client sends. */
function chosenFor({ type, value, media }: Body, model: ApiModel): readonly string[] {
  if (!media) return [];
  const isOther = typeParameter(type, 'charset') !== typeParameter(media.type, 'charset');
  const parts = isMultipart(type) && isRecord(value) ? chosenForParts(value as Record<string, Json>, media, model) : [];
  const json = contentKind(type) === 'form' ? chosenAsJson(value, media) : [];
  const xml = contentKind(type) === 'xml' ? media.node : undefined;
  const isFlat = xml !== undefined && hasFlatLists(value, xml, model);
  const renamed = xml === undefined ? [] : renamedIn(value, xml, model);
  const are = json.length > 1 ? 'are' : 'is';
  return [
    ...(isOther ? ['the body is sent as UTF-8, which its type says: clients send texts in no other charset'] : []),
    ...parts,
    ...(json.length > 0 ? [`${toList(json)} in the form ${are} sent as JSON, since no \`encoding\` says how`] : []),
    ...(isFlat
      ? ['the elements of an array in an array stand beside each other in XML, since it is not `wrapped`']
      : []),
    ...notSentAsNull(value, media, model).map(
      (name) => `"${name}" is sent with a value: its place in the body has no null`,
    ),
    ...renamed.map((name) => `XML has no name such as "${name}": it is written as "${toXmlName(name)}"`),
  ];
}

function chosenForParts(value: Readonly<Record<string, Json>>, media: Media, model: ApiModel): readonly string[] {
  const said = (names: readonly string[], what: string) =>
    names.length === 0 ? [] : [`${toList(names)} in the form ${names.length > 1 ? 'are' : 'is'} ${what}`];
  return [
    ...said(
      recodedParts(value, media, model),
      'sent as UTF-8, which the type of the part says: clients send texts in no other charset',
    ),
    ...said(
      encodedParts(Object.keys(value), media, model),
      'sent as `contentEncoding` says, and without Content-Transfer-Encoding: Postman sends no header of a part but its Content-Type',
    ),
  ];
}

/** A notice for each member of a form whose name no client writes. */
function unnamedIn({ type, media }: Body, operation: string, model: ApiModel): readonly Notice[] {
  const kind = contentKind(type);
  if (!media?.node || (kind !== 'form' && kind !== 'multipart')) return [];
  const unnamed = membersOf(model, media.node).filter(({ name }) => isUnsendable(name, kind));
  return unnamed.map(({ name, schema: { pointer } }) => {
    const message = `${operation}: "${name}" of the form is not sent: no client can write this name`;
    return { kind: 'left-out', message, pointer };
  });
}

function unusedIn(sent: Json, media: Media, operation: Operation, model: ApiModel): readonly Notice[] {
  const described = sentValue(media, operation, model);
  if (described === undefined) return [];
  return [...unusedMembers(described, sent, media, model), ...notSentAsNothing(described, sent, media, model)];
}

function note(message: string, pointer: string): Notice {
  return { kind: 'note', message, pointer };
}
