import type { Json } from '../core/json.ts';
import { bareType, isJsonType, isTypeRange, patternOfType } from '../core/media-types.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Response, SchemaNode } from '../model/types.ts';
import { schemaMutations } from '../schema/schema-mutations.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { acceptsAll, toJudgeable } from '../schema/to-judgeable.ts';
import { keywordOf } from '../schema/walk.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { assertedJson, jsonOf } from './answers.ts';
import type { Mutation } from './rule.ts';
import { js, type Script } from './script.ts';

/** `undefined`: what is described without a schema is not judged. */
type OtherSchema = readonly [type: string, shared: SharedSchema | undefined];

interface BodySchema {
  /** Of `whole`: a media type, or a range of them. */
  readonly type: string;
  readonly whole: Json;
  readonly shared: SharedSchema;
  /** Other schemas of the same response, by media type. */
  readonly others: readonly OtherSchema[];
  /** Whether what violates `whole` may satisfy another schema of the same type. */
  readonly isOneOfSeveral: boolean;
}

/** The body satisfies its schema, by the rules of the schema's dialect (JSON Schema 2020-12, draft-07 or OpenAPI 3.0). */
export const bodySchema = defineAnswerRule<BodySchema>({
  id: 'body-schema',
  summary:
    'The body satisfies its schema, by the JSON Schema dialect that the description uses; without a schema, it is JSON.',
  expects: (answer, { model }) => {
    const media = assertedJson(answer);
    if (!media || (media.node && isFile(media.node, model))) return [];
    const whole = media.node ? toJudgeable(media.node, model).schema : true;
    const others = otherSchemas(answer.response, model);
    const type = bareType(media.type);
    if (!media.node && others.length > 0) return [];
    if (isAnything({ whole, others }) && (!isJsonType(type) || answer.status === 206)) return [];
    const isOneOfSeveral = others.some(([other]) => other === type);
    return [{ type, whole, shared: toSharedSchema(whole, model), others, isOneOfSeveral }];
  },
  title: (all) => (all.every(({ data }) => isAnything(data)) ? 'The body is JSON' : 'The body satisfies its schema'),
  script: ({ type, whole, shared, others }) => {
    if (isAnything({ whole, others })) return IS_JSON;
    if (others.length === 0) return validBody(shared);
    if (others.some(([other, own]) => own === undefined || isTypeRange(other))) {
      return byPattern(others.some(([other]) => other === type) ? others : [[type, shared], ...others]);
    }
    const byType = Object.fromEntries(others.map(([other, own]) => [other, own?.schema ?? true]));
    return js`
      const others = ${byType};
      expectValid(body(), has(others, mediaType()) ? others[mediaType()] : ${shared.schema});
    `;
  },
  schemas: ({ whole, shared, others }) =>
    isAnything({ whole, others }) ? [] : [shared, ...others.flatMap(([, other]) => other ?? [])],
  mutations: ({ whole, others, isOneOfSeveral }) => {
    if (isAnything({ whole, others })) return [NOT_JSON];
    const [first = ANYTHING, ...rest] = schemaMutations(isOneOfSeveral || whole).map(({ name, change }): Mutation => {
      const inAnswer: Mutation['change'] = (answer) => {
        const body = change(answer.body);
        return body === undefined ? undefined : { ...answer, body };
      };
      return { name, change: inAnswer };
    });
    return [first, ...rest];
  },
});

/** Whether the whole body is bytes, also where their type is JSON: a file that is JSON, and no text in JSON. */
function isFile(node: SchemaNode, model: ApiModel): boolean {
  return keywordOf(model, node, 'format') === 'binary';
}

/** Many requests have the same response. */
const validBody = once(({ schema }: SharedSchema) => js`expectValid(body(), ${schema});`);

/** Whether every value is accepted, so that the media type alone says something of the body. */
function isAnything({ whole, others }: Pick<BodySchema, 'whole' | 'others'>): boolean {
  return others.length === 0 && acceptsAll(whole);
}

/** A body of which nothing is described may be missing. */
const IS_JSON = js`
  if (!pm.response.text()) skipHere('no-body');
  pm.expect(body(), 'the body').to.not.equal(undefined);
`;

const NOT_JSON: Mutation = {
  name: 'no JSON',
  change: (answer) =>
    isJsonType(bareType(answer.headers['content-type'] ?? '')) ? { ...answer, raw: [...Buffer.from('{')] } : undefined,
};

/**
 * The most specific of the types and ranges that a response is in has its schema.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#response-object
 */
function byPattern(all: readonly OtherSchema[]): Script {
  const schemas = [...all]
    .sort(([one], [other]) => breadthOf(one) - breadthOf(other))
    .map(([type, own]) => [patternOfType(type), ...(own ? [own.schema] : [])]);
  return js`
    const [, schema] = ${schemas}.find(([types]) => new RegExp(types).test(mediaType())) || [];
    if (schema === undefined) skipHere('other-media-type', mediaType());
    expectValid(body(), schema);
  `;
}

/** 0 for a type, 1 for `application/*+json`, 2 for `application/*`, 3 for all types. */
function breadthOf(type: string): number {
  return !isTypeRange(type) ? 0 : type.includes('+') ? 1 : type.startsWith('*') ? 3 : 2;
}

/**
 * The schemas of the other JSON media types of a response, and of the ranges, if they differ: each type has its own. Types that differ in
 * parameters only are one type here, since a server need not send them: either schema is right.
 */
function otherSchemas(response: Response, model: ApiModel): readonly OtherSchema[] {
  const first = jsonOf(response);
  const types = response.media.filter(({ type }) => isJsonType(type) || isTypeRange(type));
  const textOf = (media = first) => JSON.stringify(media?.node?.schema ?? true);
  return [...new Set(types.map(({ type }) => bareType(type)))].flatMap((bare): readonly OtherSchema[] => {
    const alike = types.filter(({ type }) => bareType(type) === bare);
    const isFirst = (media: typeof first) => media?.node?.schema === first?.node?.schema || textOf(media) === textOf();
    if (alike.every(isFirst)) return [];
    if (alike.every(({ node }) => !node)) return [[bare, undefined]];
    const schemas = alike.map(({ node }) => toSharedSchema(node ? toJudgeable(node, model).schema : true, model));
    const [only, second] = schemas;
    if (only && !second) return [[bare, only]];
    const definitions = new Map(schemas.flatMap((shared) => [...shared.definitions]));
    return [[bare, { schema: { anyOf: schemas.map(({ schema }) => schema) }, definitions }]];
  });
}

/** The mutation for a schema that accepts every value: no response can violate it. */
const ANYTHING: Mutation = { name: '/ refused', change: () => undefined };
