import type { FormRow } from '../contract/form-rows.ts';
import { freshMembers } from '../contract/request-keys.ts';
import { toWireBody, type WireBody } from '../contract/wire-body.ts';
import { exactJson, exactText } from '../core/digits.ts';
import { assertNever } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { contentKind, isJsonType } from '../core/media-types.ts';
import { toPartName } from '../core/part-names.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';
import { replaced } from '../rules/mutations.ts';
import type { ContractRequest } from '../rules/request.ts';
import { CLIENT_FORM } from './auth.ts';
import type { FormPart, KeyValue, Request, RequestBody } from './types.ts';
import { literalInText } from './url.ts';

/** The body of a request, in the mode in which a Postman user would write it. `{{` in it is changed, so that it is not a variable. */
export function toRequestBody(request: ContractRequest, model: ApiModel): Pick<Request, 'body'> {
  const { body, credentials } = request;
  if (!body) return {};
  const fresh = new Set(freshMembers(request, model));
  const wire = body.media && toWireBody(body.type, body.value, body.media, model);
  if (wire && wire.kind !== 'json') return { body: toBody(wire, body.type, fresh) };
  const form = credentials.kind === 'client' ? `{{${CLIENT_FORM}}}` : '';
  const language = isJsonType(body.type) ? 'json' : 'text';
  return {
    body: {
      mode: 'raw',
      raw: withUuids(withVariables(toText(withMarks(body)), body), fresh) + form,
      options: { raw: { language } },
    },
  };
}

function toBody(wire: Exclude<WireBody, { kind: 'json' }>, type: string, fresh: ReadonlySet<string>): RequestBody {
  switch (wire.kind) {
    case 'text': {
      const kind = contentKind(type);
      const language = kind === 'xml' ? 'xml' : /\bhtml\b/.test(type) ? 'html' : 'text';
      return { mode: 'raw', raw: literalContent(wire.text, type), options: { raw: { language } } };
    }
    case 'form':
      return { mode: 'urlencoded', urlencoded: wire.rows.map((row) => toFormEntry(row, fresh)) };
    case 'parts':
      return { mode: 'formdata', formdata: wire.rows.map((row) => toFormPart(row, fresh)) };
    case 'file':
      return { mode: 'file', file: { src: wire.file.path } };
    default:
      return assertNever(wire);
  }
}

type Body = NonNullable<ContractRequest['body']>;

/** A body with a mark in the place of each variable. */
function withMarks({ variables = [], ...body }: Body): Body {
  const value = variables.reduce(
    (whole, { pointer, variable }) => replaced(whole, fromPointer(pointer), `\0${variable}`),
    body.value,
  );
  return { ...body, value };
}

/** The variables hold JSON, so they stand without quotation marks. */
function withVariables(json: string, { variables = [] }: Body): string {
  return variables.reduce((text, { variable }) => text.replaceAll(`"\\u0000${variable}"`, `{{${variable}}}`), json);
}

/** https://learning.postman.com/docs/tests-and-scripts/write-scripts/variables-list/ */
const UUID = '{{$guid}}';

/** JSON in which the members with these names, each on a line of its own, have a new UUID each time. */
function withUuids(json: string, fresh: ReadonlySet<string>): string {
  return fresh.size === 0
    ? json
    : json.replace(/^( +"([\w-]+)": )"(?:[^"\\]|\\.)*"(?=,?$)/gm, (line, start: string, name: string) =>
        fresh.has(name) ? `${start}"${UUID}"` : line,
      );
}

function toFormEntry(row: FormRow, fresh: ReadonlySet<string>): KeyValue {
  const value = row.kind !== 'text' ? '' : fresh.has(row.name) ? UUID : literalInText(row.text);
  return { key: literalInText(row.name), value, ...(row.description && { description: row.description }) };
}

function toFormPart(row: FormRow, fresh: ReadonlySet<string>): FormPart {
  const { name, description, type } = row;
  // No client encodes a name: a quotation mark would end it.
  const shared = {
    key: literalInText(toPartName(name)),
    ...(type && { contentType: literalInText(type) }),
    ...(description && { description }),
  };
  return row.kind === 'file'
    ? { ...shared, type: 'file', src: row.path }
    : { ...shared, type: 'text', value: fresh.has(name) ? UUID : literalContent(row.text, type ?? '') };
}

/** Content without a variable. JSON and XML can spell a brace in another way. */
function literalContent(text: string, type: string): string {
  const kind = contentKind(type);
  const isJson = kind === 'json' || kind === 'lines' || kind === 'json-seq';
  if (isJson) return text.replaceAll('{{', '\\u007b\\u007b');
  return kind === 'xml' ? literalInXml(text) : literalInText(text);
}

/** In a section of CDATA, nothing is a reference, but another section may begin. https://www.w3.org/TR/xml/#sec-cdata-sect */
function literalInXml(text: string): string {
  return text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part, index) =>
      index % 2 === 1 ? part.replace(/\{(?=\{)/g, '{]]><![CDATA[') : part.replaceAll('{{', '&#123;&#123;'),
    )
    .join('');
}

/** JSON, or a form that holds variables. */
function toText({ type, value }: NonNullable<ContractRequest['body']>): string {
  const isForm = contentKind(type) === 'form';
  if (isJsonType(type) || (typeof value === 'object' && !(isForm && isRecord(value)))) return toJsonBody(value);
  if (typeof value !== 'object') return literalInText(String(value));
  return Object.entries(value ?? {})
    .map(([name, member]) => `${encodeURIComponent(name)}=${encodeURIComponent(exactText(member))}`)
    .join('&');
}

function toJsonBody(value: unknown): string {
  return exactJson(value, 2).replaceAll('{{', '\\u007b\\u007b');
}
