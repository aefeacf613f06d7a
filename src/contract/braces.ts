/** Texts with `{{`, which Postman reads as the start of a variable, at places where nothing else spells a brace. */
import { contentKind, isJsonType } from '../core/media-types.ts';
import type { Notice } from '../core/notices.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { entriesOf, type Group } from './types.ts';
import { toWireBody } from './wire-body.ts';

/** A notice for each header and form field, and for each body, that is sent with `{ {`. In a URL, in JSON and in XML a brace has other spellings. */
export function braceNotices(groups: readonly Group[], model: ApiModel): readonly Notice[] {
  const found = entriesOf({ groups }).flatMap(({ request }) =>
    [...fieldsOf(request), ...bodyOf(request, model)].map((what) => ({ what, operation: request.operation })),
  );
  return found.map(({ what, operation }) => ({
    kind: 'note',
    message: `${operationName(operation)}: "{{" in ${what} is sent as "{ {", since Postman would read a variable`,
    pointer: operation.pointer,
  }));
}

const BRACES = /\{\{/;

function fieldsOf(request: ContractRequest): readonly string[] {
  return request.arguments
    .filter((one) => one.enabled && one.value.kind === 'text')
    .filter(({ in: place, name, value }) => {
      const text = value.kind === 'text' ? (place === 'header' ? value.text : (value.encoded ?? '')) : '';
      return (place === 'header' || place === 'cookie') && (BRACES.test(text) || BRACES.test(name));
    })
    .map(({ in: place, name }) => `the ${place} "${name}"`);
}

function bodyOf({ body }: ContractRequest, model: ApiModel): readonly string[] {
  if (!body?.media || isJsonType(body.type)) return [];
  const wire = toWireBody(body.type, body.value, body.media, model);
  if (wire?.kind === 'text') return BRACES.test(wire.text) && !isSpelled(body.type) ? ['the body'] : [];
  if (wire?.kind !== 'form' && wire?.kind !== 'parts') return [];
  const rows = wire.rows.filter((row) => row.kind === 'text' && BRACES.test(row.text) && !isSpelled(row.type ?? ''));
  return rows.map(({ name }) => `"${name}" of the form`);
}

/** Whether the content can spell a brace in another way. */
function isSpelled(type: string): boolean {
  return ['json', 'lines', 'json-seq', 'xml'].includes(contentKind(type));
}
