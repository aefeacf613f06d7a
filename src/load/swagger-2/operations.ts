/** Paths, operations and responses of Swagger 2.0. https://spec.openapis.org/oas/v2.0.html#paths-object */
import { isRecord } from '../../core/json.ts';
import { bareType, isTypeRange } from '../../core/media-types.ts';
import { METHODS } from '../parts.ts';
import { placeOf, toContent, toRequestBody } from './bodies.ts';
import { toHeader, toParameter } from './parameters.ts';
import { toOwnServers } from './servers.ts';
import {
  followed,
  type Members,
  memberOf,
  membersOf,
  moved,
  type Part,
  remark,
  shared,
  textsIn,
  type Upgrading,
} from './upgrading.ts';

export function toPaths(upgrading: Upgrading, paths: Part): unknown {
  if (!isRecord(paths.value)) return paths.value;
  return Object.fromEntries(
    membersOf(paths).map(([path, item]) => [path, path.startsWith('x-') ? item.value : toPathItem(upgrading, item)]),
  );
}

/** Parameters of a path that are part of a body go into each operation, since OpenAPI 3 has bodies only there. */
function toPathItem(upgrading: Upgrading, item: Part): unknown {
  if (!isRecord(item.value)) return item.value;
  const reference = item.value['$ref'];
  const outer = parametersOf(upgrading, item);
  const ofBody = (method: string) => {
    // HTTP gives the content of such a request no meaning. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1
    if (method !== 'get' && method !== 'head') return outer.ofBody;
    for (const part of outer.ofBody) {
      const message = `the body of the path for ${method.toUpperCase()}, which has none`;
      remark(upgrading, 'left-out', part, message);
    }
    return [];
  };
  const members = membersOf(item).map(([name, member]): [string, unknown] => {
    if (name === 'parameters') return [name, outer.written];
    return [name, METHODS.has(name) ? toOperation(upgrading, member, ofBody(name)) : member.value];
  });
  const target =
    typeof reference === 'string' &&
    shared(upgrading, { kind: 'pathItems', reference }, (part) => toPathItem(upgrading, part));
  return { ...Object.fromEntries(members), ...(target !== false && target !== undefined && { $ref: target }) };
}

/** The parameters of an operation or a path. */
interface Parameters {
  readonly written: unknown;
  /** Those of the body, with their `$ref`s followed. */
  readonly ofBody: readonly Part[];
}

function parametersOf(upgrading: Upgrading, holder: Part): Parameters {
  const list = memberOf(holder, 'parameters');
  if (!Array.isArray(list.value)) return { written: list.value, ofBody: [] };
  const ofBody: Part[] = [];
  const written: unknown[] = [];
  for (const [index, value] of list.value.entries()) {
    const part = memberOf(list, String(index));
    const target = followed(upgrading, { ...part, value });
    const place = target && placeOf(target.value);
    if (target && (place === 'body' || place === 'formData')) ofBody.push(target);
    else written.push(toParameter(upgrading, moved(upgrading, part, list.to, String(written.length))));
  }
  return { written, ofBody };
}

function toOperation(upgrading: Upgrading, part: Part, outer: readonly Part[]): unknown {
  if (!isRecord(part.value)) return part.value;
  const reference = part.value['$ref'];
  if (typeof reference === 'string') {
    const upgrade = (target: Part) => toOperation(upgrading, target, outer);
    return { ...part.value, $ref: shared(upgrading, { kind: 'x-operations', reference }, upgrade) ?? reference };
  }
  const { consumes, produces, schemes, responses, parameters, ...rest } = part.value;
  const { written, ofBody } = parametersOf(upgrading, part);
  const accepted = textsIn(consumes) ?? textsIn(upgrading.root['consumes']) ?? [];
  const body = toRequestBody(upgrading, withOuter(outer, ofBody), accepted, `${part.to}/requestBody`);
  const given = textsIn(produces) ?? textsIn(upgrading.root['produces']) ?? [];
  const servers = schemes !== undefined ? toOwnServers(upgrading, memberOf(part, 'schemes')) : undefined;
  return {
    ...rest,
    ...(servers && { servers }),
    ...(parameters !== undefined && { parameters: written }),
    ...(body && { requestBody: body }),
    ...(responses !== undefined && { responses: toResponses(upgrading, memberOf(part, 'responses'), given) }),
  };
}

/** An operation overrides a field of its path by name, and the body as a whole. */
function withOuter(outer: readonly Part[], own: readonly Part[]): readonly Part[] {
  const key = ({ value }: Part) => (placeOf(value) === 'body' ? '' : `field ${String((value as Members)['name'])}`);
  const overridden = new Set(own.map(key));
  return [...outer.filter((part) => !overridden.has(key(part))), ...own];
}

function toResponses(upgrading: Upgrading, responses: Part, produces: readonly string[]): unknown {
  if (!isRecord(responses.value)) return responses.value;
  return Object.fromEntries(
    membersOf(responses).map(([status, response]) => {
      if (status.startsWith('x-') || !isRecord(response.value)) return [status, response.value];
      const reference = response.value['$ref'];
      const types = isErrorStatus(status) ? withJson(produces) : produces;
      const upgrade = (part: Part) => toResponse(upgrading, part, { produces, types });
      if (typeof reference !== 'string') return [status, upgrade(response)];
      // The media types of a shared response are those of the operation.
      const all = textsIn(upgrading.root['produces']) ?? [];
      const variant = types.join(', ') === all.join(', ') ? '' : types.join(', ') || 'any';
      return [status, { $ref: shared(upgrading, { kind: 'responses', reference, variant }, upgrade) ?? reference }];
    }),
  );
}

function isErrorStatus(status: string): boolean {
  return /^([45]|default$)/.test(status);
}

/** `produces` speaks of what an operation is for. Where that is a picture or an archive, an error with members is JSON nevertheless. */
function withJson(produces: readonly string[]): readonly string[] {
  return produces.length === 0 || produces.some(hasMembers) ? produces : [...produces, 'application/json'];
}

/** Whether a media type can be an object: JSON, XML, YAML, a form, or any. */
function hasMembers(type: string): boolean {
  return isTypeRange(type) || /[/+.-](json|xml|yaml|form-data|x-www-form-urlencoded)$/.test(bareType(type));
}

/** A schema with one of them is, or refers to, one of objects or arrays. */
const OF_OBJECTS = ['$ref', 'properties', 'allOf', 'items'];

interface ResponseTypes {
  readonly produces: readonly string[];
  /** Those of an object. */
  readonly types: readonly string[];
}

function toResponse(upgrading: Upgrading, part: Part, { produces, types }: ResponseTypes): unknown {
  if (!isRecord(part.value)) return part.value;
  const { schema, examples: written, headers, ...rest } = part.value;
  const isObject = isRecord(schema) && (OF_OBJECTS.some((keyword) => keyword in schema) || schema['type'] === 'object');
  const content = toContent(upgrading, part, isObject ? types : produces);
  if (isObject && types !== produces) {
    const message = `an error with members is no ${produces.join(', ')}: application/json is accepted, too`;
    remark(upgrading, 'ambiguous', memberOf(part, 'schema'), message);
  }
  for (const [name, example] of membersOf({ ...memberOf(part, 'examples'), value: written })) {
    if (name.includes('/') || name.startsWith('x-')) continue;
    remark(upgrading, 'left-out', example, `the example "${name}": Swagger 2.0 names examples by media type`);
  }
  return {
    ...rest,
    ...(headers !== undefined && { headers: toHeaders(upgrading, memberOf(part, 'headers')) }),
    ...(content && { content }),
  };
}

function toHeaders(upgrading: Upgrading, headers: Part): unknown {
  if (!isRecord(headers.value)) return headers.value;
  return Object.fromEntries(membersOf(headers).map(([name, header]) => [name, toHeader(upgrading, header)]));
}
