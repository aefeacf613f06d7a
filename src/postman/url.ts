import { toVariableName } from '../contract/variable-names.ts';
import { literalInUrl } from '../core/url-text.ts';
import { isInherited } from '../core/variable-names.ts';
import { wirePath } from '../model/path-template.ts';
import type { ApiModel } from '../model/types.ts';
import type { Argument, ArgumentValue, ContractRequest } from '../rules/request.ts';
import type { KeyValue, Url } from './types.ts';

/** Text for a place without percent-encoding, such as a header. A space between two braces prevents a variable. */
export function literalInText(text: string): string {
  return text.replace(/\{(?=\{)/g, '{ ');
}

/**
 * Spell an OpenAPI path template as Postman URL segments.
 *
 * A parameter that fills its segment becomes a path variable, `:orderId`. One that shares its segment stands in it as its value,
 * which may be a collection variable, `{{year}}.csv`, since Postman reads everything after a colon as the name, up to a dot. A trailing slash is kept.
 */
export function toPathSegments(template: string, toValue = (name: string) => `{{${name}}}`): string[] {
  return template
    .split('/')
    .slice(1)
    .map((segment) => {
      const whole = /^\{([^{}:.]+)\}$/.exec(segment)?.[1];
      if (whole !== undefined && isPathVariable(whole)) return `:${whole}`;
      const parts = segment.split(/(\{[^{}]+\})/);
      return escapeColon(
        parts.map((part) => (part.startsWith('{') ? toValue(part.slice(1, -1)) : encodeLost(part))).join(''),
      );
    });
}

/** Whether clients send the value of a path variable with this name. `null` ends Newman, and a line break ends the name. */
function isPathVariable(name: string): boolean {
  return !isInherited(name) && name !== 'null' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
}

/** Postman reads a colon at the start of a segment as that of a path variable. Elsewhere it is itself, as in `/orders/1:cancel`. */
function escapeColon(segment: string): string {
  return segment.replace(/^:/, '%3A');
}

/** Braces may be a variable, and URL parsers read a backslash as a slash, and no tab. https://url.spec.whatwg.org/#path-state */
function encodeLost(part: string): string {
  return part.replace(/[{}\\\p{Cc}]/gu, encodeURIComponent);
}

/** The URL of a request: the variable of the base URL, the path, and the query. */
export function toUrl(request: ContractRequest, model: ApiModel, more: readonly KeyValue[] = []): Url {
  if (request.endpoint) {
    const url = request.endpoint === 'token' ? '{{token_url}}' : '{{openid_configuration_url}}';
    return { raw: url, host: [url] };
  }
  const base = `{{${request.operation.server?.variable ?? 'base_url'}}}`;
  const inPath = request.arguments.filter((argument) => argument.in === 'path');
  const path = toPathSegments(wirePath(request.operation.path), (name) => {
    const value = inPath.find((argument) => argument.name === name)?.value;
    return value ? toPathValue(value) : `{{${toVariableName(name, model)}}}`;
  });
  const query = [...request.arguments.filter((argument) => argument.in === 'query').map(toQueryEntry), ...more];
  const variables = request.arguments.filter(
    (argument) => argument.in === 'path' && path.includes(`:${argument.name}`),
  );
  const sent = query.filter((entry) => !entry.disabled).map(({ key, value }) => `${key}=${value}`);
  return {
    raw: `${base}/${path.join('/')}${sent.length > 0 ? `?${sent.join('&')}` : ''}`,
    host: [base],
    path,
    ...(query.length > 0 && { query }),
    ...(variables.length > 0 && {
      variable: variables.map((argument) => ({
        key: argument.name,
        value: toPathValue(argument.value),
        ...(argument.description && { description: argument.description }),
      })),
    }),
  };
}

function toQueryEntry(argument: Argument): KeyValue {
  return {
    key: literalInUrl(argument.name),
    value: argument.value.kind === 'variable' ? `{{${argument.value.name}}}` : inUrl(argument.value),
    ...(argument.description && { description: argument.description }),
    ...(!argument.enabled && { disabled: true as const }),
  };
}

/** Postman encodes the value of a path variable itself, except `{{`. */
function toPathValue(value: ArgumentValue): string {
  return value.kind === 'variable' ? `{{${value.name}}}` : inUrl(value);
}

/** A literal text as a URL or a cookie has it. */
export function inUrl({ text, encoded }: Extract<ArgumentValue, { kind: 'text' }>): string {
  return encoded ?? literalInUrl(text);
}
