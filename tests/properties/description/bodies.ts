/** Arbitrary contents: of requests and of responses, with their headers. */
import fc from 'fast-check';
import { scalar } from './leaves.ts';
import { anyText, type Context, defined, headerName, type Making, type Members, maybe, type Side } from './making.ts';
import { objectOf, schemaOf } from './schemas.ts';

const JSON_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/vnd.acme.v1+json',
  'application/hal+json',
  'Application/JSON',
] as const;

const TEXT_TYPES = ['text/plain', 'text/csv', 'text/html', 'application/xml', 'text/plain; charset=utf-8'] as const;
const BINARY_TYPES = ['application/octet-stream', 'image/png', 'application/pdf'] as const;
const RANGES = ['*/*', 'application/*+json', 'image/*', 'application/*'] as const;

type ExampleKind = 'none' | 'one' | 'named' | 'invalid';

interface Content {
  readonly type: string;
  readonly media: Members;
}

function jsonContent(side: Side): Making<Content> {
  return fc
    .record({
      type: fc.oneof(
        { weight: 4, arbitrary: fc.constant('application/json') },
        fc.constantFrom(...JSON_TYPES, ...RANGES),
      ),
      made: schemaOf(2),
      example: fc.constantFrom<ExampleKind>('none', 'none', 'one', 'named', 'invalid'),
      hasSchema: fc.nat(19).map((number) => number > 0),
    })
    .map(({ type, made, example, hasSchema }) => (context) => {
      const { schema, value } = made(context);
      const isRange = RANGES.some((range) => range === type);
      return {
        type: isRange && !context.kinds.mediaRanges ? 'application/json' : type,
        media:
          hasSchema || !context.kinds.withoutSchema ? { schema, ...examplesOf(value(side), example, context) } : {},
      };
    });
}

function examplesOf(value: unknown, kind: ExampleKind, { kinds }: Context): Members {
  if (kind === 'one') return { example: value };
  if (kind === 'named') return { examples: { first: { summary: 'First', value }, ['{{x}}']: { value } } };
  return kind === 'invalid' && kinds.invalidExamples ? { example: { not: ['what', 'was', 'described'] } } : {};
}

const textContent: Making<Content> = fc
  .record({ type: fc.constantFrom(...TEXT_TYPES), example: maybe(fc.constantFrom('a,b\n1,2\n', '<a/>', '{{x}}')) })
  .map(({ type, example }) => () => ({ type, media: defined({ schema: { type: 'string' }, example }) }));

const binaryContent: Making<Content> = fc.constantFrom(...BINARY_TYPES).map((type) => ({ version }) => ({
  type,
  media: version === '3.1' ? {} : { schema: { type: 'string', format: 'binary' } },
}));

/** Fields of a form. https://spec.openapis.org/oas/v3.1.1.html#support-for-x-www-form-urlencoded-request-bodies */
const formContent: Making<Content> = fc
  .record({
    type: fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data'),
    made: objectOf(scalar('any')),
  })
  .map(({ type, made }) => (context) => ({ type, media: { schema: made(context).schema } }));

/** The content of a request: one media type, or several. */
const requestContent = fc.array(
  fc.oneof({ weight: 6, arbitrary: jsonContent('request') }, textContent, binaryContent, formContent),
  { minLength: 1, maxLength: 2 },
);

export const requestBody: Making<Members> = fc
  .record({ contents: requestContent, required: fc.boolean(), description: maybe(anyText, 3) })
  .map(
    ({ contents, required, description }) =>
      (context) =>
        defined({
          content: toContent(contents.map((made) => made(context))),
          required: required || undefined,
          description,
        }),
  );

/** Media types are the same in any case. */
function toContent(contents: readonly Content[]): Members {
  const known = new Map(contents.map((content) => [content.type.toLowerCase(), content]));
  return Object.fromEntries([...known.values()].map(({ type, media }) => [type, media]));
}

const headers: Making<Members> = fc
  .uniqueArray(
    fc.record({ name: headerName, made: scalar('plain'), required: fc.boolean(), hasExample: fc.boolean() }),
    { selector: ({ name }) => name.toLowerCase(), maxLength: 2 },
  )
  .map(
    (all) => (context) =>
      Object.fromEntries(
        all.map(({ name, made, required, hasExample }) => {
          const { schema, value } = made(context);
          return [name, { schema, ...(required && { required }), ...(hasExample && { example: value('response') }) }];
        }),
      ),
  );

const responseContent = fc.array(
  fc.oneof({ weight: 8, arbitrary: jsonContent('response') }, textContent, binaryContent),
  { maxLength: 2 },
);

/** A response: with or without content, headers and a description. */
export const response: Making<Members> = fc
  .record({ contents: responseContent, headers: maybe(headers, 3), description: anyText })
  .map(
    ({ contents, headers: own, description }) =>
      (context) =>
        defined({
          description,
          headers: own?.(context),
          content: contents.length > 0 ? toContent(contents.map((made) => made(context))) : undefined,
        }),
  );
