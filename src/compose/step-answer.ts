/** The answer of the reference server to a request of a use case, without a client. */
import { toWireBody } from '../contract/wire-body.ts';
import { exactJson } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';
import { replaced } from '../rules/mutations.ts';
import type { ArgumentValue, ContractRequest } from '../rules/request.ts';
import type { PlainAnswer } from '../rules/rule.ts';
import { toUrl } from './answering.ts';

/** `variables`: the values of earlier answers. `undefined`: it cannot be sent here, such as a body in parts. */
export async function answerTo(
  request: ContractRequest,
  model: ApiModel,
  fetch: (request: Request) => Promise<Response>,
  variables: ReadonlyMap<string, string>,
): Promise<PlainAnswer | undefined> {
  const { operation } = request;
  const body = bodyText(request, model, variables);
  if (body === undefined && request.body) return undefined;
  const headers = headersOf(request, variables);
  const url = toUrl(request, operation.server?.url ?? model.baseUrl, variables);
  const init = { method: operation.method.toUpperCase(), headers, ...(body !== undefined && { body }) };
  try {
    const response = await fetch(new Request(url, init));
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as Json) : null;
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
  } catch {
    // What `fetch` cannot send, such as TRACE.
    return undefined;
  }
}

function headersOf({ body, arguments: sent }: ContractRequest, variables: ReadonlyMap<string, string>): Headers {
  const textOf = (value: ArgumentValue) =>
    value.kind === 'text' ? value.text : (variables.get(value.name) ?? value.initial);
  const headers = new Headers(body ? { 'content-type': body.type } : {});
  for (const { name, value } of sent.filter(({ in: place, enabled }) => place === 'header' && enabled)) {
    headers.set(name, textOf(value));
  }
  const cookies = sent.filter(({ in: place, enabled }) => place === 'cookie' && enabled);
  if (cookies.length > 0)
    headers.set(
      'cookie',
      cookies
        .map(({ name, value }) => `${name}=${value.kind === 'text' ? (value.encoded ?? value.text) : textOf(value)}`)
        .join('; '),
    );
  return headers;
}

function bodyText(
  { body }: ContractRequest,
  model: ApiModel,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  if (!body?.media) return undefined;
  const wire = toWireBody(body.type, body.value, body.media, model);
  if (wire?.kind === 'text') return wire.text;
  if (wire?.kind === 'form') {
    const pairs = wire.rows.flatMap((row): [string, string][] => (row.kind === 'text' ? [[row.name, row.text]] : []));
    return new URLSearchParams(pairs).toString();
  }
  if (wire?.kind !== 'json') return undefined;
  const filled = (body.variables ?? []).reduce(
    (value, { pointer, variable }) =>
      replaced(value, fromPointer(pointer), JSON.parse(variables.get(variable) ?? 'null') as Json),
    body.value,
  );
  return exactJson(filled);
}
