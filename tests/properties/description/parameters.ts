/** Arbitrary parameters: of the query, of headers and of cookies, and those that a path template names. */
import fc from 'fast-check';
import { leaf, scalar } from './leaves.ts';
import { anyText, defined, HOSTILE, headerName, type Making, type Members, maybe, type Sampled } from './making.ts';
import { objectOf } from './schemas.ts';

const queryName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('q', 'status', 'since', 'page', 'expand', 'ids', 'limit', 'filter') },
  fc.constantFrom(...HOSTILE),
);

const cookieName = fc.constantFrom('session', 'theme', 'a-b', '_x', '__proto__');

/** How a value is written into its place. https://spec.openapis.org/oas/v3.1.1.html#style-values */
const ARRAY_STYLES = [
  {},
  { style: 'form', explode: true },
  { style: 'form', explode: false },
  { style: 'pipeDelimited', explode: false },
  { style: 'spaceDelimited', explode: false },
] as const;

const OBJECT_STYLES = [{}, { style: 'form', explode: false }, { style: 'deepObject', explode: true }] as const;

interface Value {
  readonly sampled: Sampled;
  readonly more: Members;
}

const plainValue: Making<Value> = scalar('any').map((made) => (context) => ({ sampled: made(context), more: {} }));

const arrayValue: Making<Value> = fc
  .record({ item: scalar('plain'), style: fc.constantFrom(...ARRAY_STYLES), least: maybe(fc.constantFrom(1, 2)) })
  .map(({ item, style, least }) => (context) => {
    const { schema, value } = item(context);
    const sampled: Sampled = {
      schema: defined({ type: 'array', items: schema, minItems: least }),
      value: (side) => Array.from({ length: least ?? 1 }, () => value(side)),
    };
    return { sampled, more: style };
  });

const objectValue: Making<Value> = fc
  .record({ object: objectOf(scalar('plain')), style: fc.constantFrom(...OBJECT_STYLES) })
  .map(({ object, style }) => (context) => ({ sampled: object(context), more: style }));

/** A value that is written as JSON: `content` in the place of `schema`. */
const jsonValue: Making<Value> = objectOf(leaf).map((object) => (context) => {
  const sampled = object(context);
  return { sampled, more: { content: { 'application/json': { schema: sampled.schema } } } };
});

/** Any parameter that no path names. */
export const parameter: Making<Members> = fc
  .record({
    place: fc.oneof(
      { weight: 4, arbitrary: fc.record({ in: fc.constant('query'), name: queryName }) },
      fc.record({ in: fc.constant('header'), name: headerName }),
      fc.record({ in: fc.constant('cookie'), name: cookieName }),
    ),
    inQuery: fc.oneof(
      { weight: 6, arbitrary: plainValue },
      { weight: 2, arbitrary: arrayValue },
      objectValue,
      jsonValue,
    ),
    elsewhere: scalar('plain'),
    required: fc.boolean(),
    example: fc.constantFrom('none', 'none', 'one', 'named', 'invalid'),
    description: maybe(anyText, 2),
    deprecated: maybe(fc.constant(true), 5),
  })
  .map(({ place, inQuery, elsewhere, required, example, ...about }) => (context) => {
    const { sampled, more } =
      place.in === 'query' ? inQuery(context) : { sampled: elsewhere(context), more: {} as Members };
    return defined({
      ...place,
      ...about,
      required: required || undefined,
      ...(more['content'] === undefined && { schema: sampled.schema, ...exampleOf(sampled, example) }),
      ...more,
    });
  });

/** An example of a parameter, in one of its places. */
function exampleOf({ value }: Sampled, kind: 'none' | 'one' | 'named' | 'invalid'): Members {
  if (kind === 'one') return { example: value('request') };
  if (kind === 'named') return { examples: { usual: { summary: 'The usual one', value: value('request') } } };
  return {};
}

/** A parameter of a path. Its name is in the template. */
export function pathParameter(name: string): Making<Members> {
  return fc
    .record({
      made: fc.oneof({ weight: 3, arbitrary: scalar('plain') }, scalar('any')),
      hasExample: fc.boolean(),
      description: maybe(anyText, 2),
    })
    .map(({ made, hasExample, description }) => (context) => {
      const { schema, value } = made(context);
      return defined({
        name,
        in: 'path',
        required: true,
        description,
        schema,
        ...(hasExample && { example: value('request') }),
      });
    });
}
