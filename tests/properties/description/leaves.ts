/** Arbitrary schemas of values without parts, each with a value that it accepts. */
import fc from 'fast-check';
import type { Json } from '../../../src/core/json.ts';
import { type Context, defined, HOSTILE, type Making, type Members, maybe, type Sampled } from './making.ts';

/** Where a value stands: a header and a cookie hold only plain characters; a path needs at least one. */
export type Charset = 'any' | 'plain';

export function sampled(schema: unknown, value: Json): Sampled {
  return { schema, value: () => value };
}

const fixed = (schema: Members, value: Json): Making<Sampled> => fc.constant(() => sampled(schema, value));

const PATTERNS = [
  ['^[A-Z]{3}$', 'ABC'],
  ['^\\d{4}-\\d{2}$', '2024-02'],
  ['^[a-f0-9]{8}$', 'deadbeef'],
  ['^(open|closed)$', 'open'],
  ['^[^/]+$', 'x'],
  ['a+b?', 'ab'],
  ['^\\+[1-9][0-9]{4,14}$', '+33612345678'],
  ['^(?!x).+$', 'y'],
  ['^\\w+@\\w+$', 'a@b'],
  ['^v\\d+(\\.\\d+)*$', 'v1.2'],
] as const;

const FORMATS = [
  ['date', '2024-02-29'],
  ['date-time', '2024-02-29T12:00:00Z'],
  ['date-time', '2024-02-29T12:00:00.123+05:30'],
  ['time', '12:00:00Z'],
  ['duration', 'P3DT4H'],
  ['email', 'a@example.com'],
  ['uuid', '123e4567-e89b-42d3-a456-426614174000'],
  ['uri', 'https://example.com/a?b=c#d'],
  ['uri-reference', '/a/b'],
  ['hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['byte', 'YWJj'],
  ['password', 'pa55word'],
  ['x-unknown', 'abc'],
  ['json-pointer', '/a/b'],
  ['regex', '^a$'],
] as const;

const PLAIN = ['a', 'open', 'A-1', 'x_y', '42', 'true'] as const;

function wordsOf(charset: Charset): fc.Arbitrary<string> {
  const plain = fc.constantFrom(...PLAIN);
  return charset === 'plain' ? plain : fc.oneof(plain, fc.constantFrom(...HOSTILE));
}

function texts(charset: Charset): Making<Sampled> {
  const usual = charset === 'plain' ? PATTERNS.filter(([, value]) => /^[\w-]+$/.test(value)) : PATTERNS;
  return fc.oneof(
    fixed({ type: 'string' }, 'some'),
    fc
      .record({ least: maybe(fc.integer({ min: 1, max: 12 })), more: maybe(fc.nat(20)) })
      .map(({ least, more }) => () => {
        const most = more === undefined ? undefined : (least ?? 1) + more;
        return sampled(defined({ type: 'string', minLength: least, maxLength: most }), 'x'.repeat(least ?? 1));
      }),
    fc.constantFrom(...usual).map(
      ([pattern, value]) =>
        () =>
          sampled({ type: 'string', pattern }, value),
    ),
    fc.constantFrom(...FORMATS).map(
      ([format, value]) =>
        () =>
          sampled({ type: 'string', format }, value),
    ),
    fc
      .uniqueArray(wordsOf(charset), { minLength: 1, maxLength: 4 })
      .map((values) => () => sampled({ type: 'string', enum: values }, values.at(-1) ?? '')),
    wordsOf(charset).map(
      (value) =>
        ({ version }: Context) =>
          sampled(version === '3.1' ? { const: value } : { type: 'string', enum: [value] }, value),
    ),
    wordsOf(charset).map((value) => () => sampled({ type: 'string', default: value }, value)),
  );
}

/** A limit in the spelling of the version: a number, or a flag beside it. */
function exclusive({ version }: Context, side: 'minimum' | 'maximum', value: number): Members {
  const name = side === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  return version === '3.1' ? { [name]: value } : { [side]: value, [name]: true };
}

function numbers(): Making<Sampled> {
  const bounds = fc.record({
    type: fc.constantFrom('integer', 'number'),
    least: fc.constantFrom(-10, -1, 0, 1, 5, 100),
    room: fc.constantFrom(2, 3, 10, 1000),
    low: fc.constantFrom('none', 'closed', 'open'),
    high: fc.constantFrom('none', 'closed', 'open'),
    format: maybe(fc.constantFrom('int32', 'int64', 'float', 'double'), 3),
  });
  return fc.oneof(
    fixed({ type: 'integer' }, 3),
    fixed({ type: 'number' }, 1.5),
    bounds.map(({ type, least, room, low, high, format }) => (context: Context) => {
      const most = least + room;
      const schema = defined({
        type,
        format: format?.startsWith('int') === (type === 'integer') ? format : undefined,
        ...(low === 'closed' ? { minimum: least } : low === 'open' ? exclusive(context, 'minimum', least) : {}),
        ...(high === 'closed' ? { maximum: most } : high === 'open' ? exclusive(context, 'maximum', most) : {}),
      });
      return sampled(schema, least + 1);
    }),
    fc
      .constantFrom(5, 10, 0.1, 0.01, 0.5)
      .map(
        (step) => () => sampled({ type: Number.isInteger(step) ? 'integer' : 'number', multipleOf: step }, step * 2),
      ),
    fc
      .uniqueArray(fc.integer({ min: -5, max: 50 }), { minLength: 1, maxLength: 4 })
      .map((values) => () => sampled({ type: 'integer', enum: values }, values.at(-1) ?? 0)),
  );
}

const booleans: Making<Sampled> = fc.oneof(
  fixed({ type: 'boolean' }, true),
  fixed({ type: 'boolean', default: false }, false),
  fixed({ type: 'boolean', enum: [true] }, true),
);

/** One value: of a parameter or a header, or of a member. */
export function scalar(charset: Charset): Making<Sampled> {
  return fc.oneof({ weight: 3, arbitrary: texts(charset) }, { weight: 2, arbitrary: numbers() }, booleans);
}

/** Values without a type, and null. */
const loose: Making<Sampled> = fc.oneof(
  fixed({}, { any: [1, null, 'x'] }),
  fc.constant(({ version }: Context) => sampled(version === '3.1' ? true : {}, 'anything')),
  fc.constant(({ version }: Context) => sampled(version === '3.1' ? { type: 'null' } : {}, null)),
  fixed({ enum: ['a', 1, true] }, 1),
  fixed({ description: 'Anything.' }, 7),
  fixed({ not: { type: 'object' } }, 'not an object'),
);

/** A schema that accepts null too, in the spelling of the version. */
function nullable({ version }: Context, { schema, value }: Sampled): Sampled {
  const { type, enum: values, ...rest } = schema as Members;
  if (typeof type !== 'string') return { schema, value };
  const more = Array.isArray(values) ? { enum: [...values, null] } : {};
  return {
    schema: version === '3.1' ? { type: [type, 'null'], ...rest, ...more } : { type, nullable: true, ...rest, ...more },
    value,
  };
}

/** A member without parts. */
export const leaf: Making<Sampled> = fc
  .record({
    made: fc.oneof({ weight: 8, arbitrary: scalar('any') }, loose),
    orNull: fc.boolean(),
    about: maybe(fc.constantFrom('An *important* one.', '{{x}}', '</script>'), 3),
    hasExample: fc.boolean(),
  })
  .map(({ made, orNull, about, hasExample }) => (context) => {
    const one = orNull ? nullable(context, made(context)) : made(context);
    if (typeof one.schema !== 'object') return one;
    const example = hasExample ? { example: one.value('response') } : {};
    const spelled = context.version === '3.1' && hasExample ? { examples: [example.example] } : example;
    return { ...one, schema: defined({ ...(one.schema as Members), description: about, ...spelled }) };
  });
