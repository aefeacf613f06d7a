/** APIs that refuse with HTTP 200 and an error in the body: one of the alternatives of the documented success. */
import { isRecord } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import type { ApiModel, Media, Operation, Response, SchemaNode } from '../model/types.ts';
import type { DocumentedAnswer } from '../rules/request.ts';
import { membersOf } from '../schema/members.ts';
import { enumOf } from '../schema/types-of.ts';
import { partsOf } from '../schema/walk.ts';

/** The documented successes whose body may be an error, with the schema of that error alone. None, where a 4xx is documented. */
export function errorsInSuccess({ responses }: Operation, model: ApiModel): readonly DocumentedAnswer[] {
  if (responses.some(({ status }) => status.startsWith('4'))) return [];
  return responses.flatMap((response): readonly DocumentedAnswer[] => {
    const { status, description, pointer } = response;
    const media = /^2(\d\d|XX)$/i.test(status) ? errorMedia(response, model) : [];
    if (media.length === 0) return [];
    const error: Response = { status, description, headers: [], media, pointer };
    return [{ status: /x/i.test(status) ? '2XX' : Number(status), response: error }];
  });
}

function errorMedia({ media }: Response, model: ApiModel): readonly Media[] {
  return media.flatMap((one): readonly Media[] => {
    const node = one.node && isJsonType(one.type) ? errorNode(one.node, model) : undefined;
    return node ? [{ ...one, node, examples: [] }] : [];
  });
}

/** The alternatives of a schema that are errors, if others are none. */
function errorNode(node: SchemaNode, model: ApiModel): SchemaNode | undefined {
  for (const { schema, pointer } of partsOf(model, node)) {
    for (const keyword of ['oneOf', 'anyOf']) {
      const list: unknown = schema[keyword];
      const all = (Array.isArray(list) ? list : []).flatMap((one: unknown, index): readonly SchemaNode[] =>
        isRecord(one) ? [{ schema: one, pointer: `${pointer}/${keyword}/${index}` }] : [],
      );
      const errors = all.filter((one) => isError(one, all, model));
      const [first, ...others] = errors;
      if (!first || errors.length === all.length) continue;
      return others.length === 0 ? first : { schema: { anyOf: errors.map((one) => one.schema) }, pointer };
    }
  }
  return undefined;
}

const FLAG = /^(is_?)?(ok|success(ful)?|succeeded)$/i;
const STATE = /^(status|state|result|outcome)$/i;
const FAILED = /^(error|fail(ed|ure)?)$/i;
const ERROR = /^errors?$/i;

/** Whether an alternative says that the request failed: `ok: false`, `status: "error"`, or an error that another alternative lacks. */
function isError(node: SchemaNode, all: readonly SchemaNode[], model: ApiModel): boolean {
  return membersOf(model, node).some(({ name, schema, required }) => {
    if (!required) return false;
    const values = enumOf(model, schema) ?? [];
    if (FLAG.test(name)) return values.length === 1 && values[0] === false;
    if (STATE.test(name))
      return values.length > 0 && values.every((value) => typeof value === 'string' && FAILED.test(value));
    return ERROR.test(name) && all.some((other) => !membersOf(model, other).some((member) => member.name === name));
  });
}
