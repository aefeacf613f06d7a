/** Lists whose pages need a position, or take only some: a strict server is never accused, and a server that skips an item is found. */
import { describe, expect, it } from 'vitest';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

const ITEMS = Array.from({ length: 45 }, (_, id) => ({ id, kind: id % 2 }));

const size = (schema: Schema = {}) => ({ name: 'limit', schema: { type: 'integer', minimum: 1, ...schema } });
const offset = (schema: Schema = {}) => ({ name: 'offset', schema: { type: 'integer', minimum: 0, ...schema } });
const needed = (parameter: Parameter) => ({ ...parameter, required: true });
const page = { name: 'page', schema: { type: 'integer', minimum: 1 } };

function documentOf(parameters: readonly Parameter[], list?: object) {
  const item = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, kind: { enum: [0, 1] } } };
  const schema = { type: 'array', items: item };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  const get = { operationId: 'items', parameters: parameters.map((one) => ({ in: 'query', ...one })), responses };
  return {
    openapi: '3.1.0',
    info: { title: 'Pages', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/items': { get: { ...get, ...(list && { 'x-list': list }) } } },
  };
}

function accepts({ schema }: Parameter, value: number): boolean {
  const { minimum = value, maximum = value, multipleOf = 1, enum: values = [value] } = schema as Record<string, never>;
  return value >= minimum && value <= maximum && value % multipleOf === 0 && (values as number[]).includes(value);
}

/** A server that refuses what the schemas do. */
const serverOf = (parameters: readonly Parameter[], isWrong: boolean) => async (request: Request) => {
  const query = new URL(request.url).searchParams;
  const given = new Map([...query].map(([name, text]) => [name, Number(text)]));
  const isRight = parameters.every((parameter) => {
    const value = given.get(parameter.name);
    return value === undefined ? !parameter.required : accepts(parameter, value);
  });
  if (!isRight) return new Response(null, { status: 400 });
  const limit = given.get('limit') ?? 10;
  const first = given.has('page') ? ((given.get('page') ?? 1) - 1) * limit : (given.get('offset') ?? 0);
  const kind = given.get('kind');
  const items = ITEMS.filter((item) => kind === undefined || item.kind === kind);
  return Response.json(items.slice(first === 0 ? 0 : first + Number(isWrong), first + limit));
};

const byPage = { page: 'page', limit: 'limit' };

const COUNTED = [
  { name: 'limit and offset are required', parameters: [needed(size({ maximum: 100 })), needed(offset())] },
  { name: 'no largest limit is known', parameters: [needed(size()), needed(offset())] },
  { name: 'limit is required', parameters: [needed(size()), offset()] },
  { name: 'offset is required', parameters: [size(), needed(offset())] },
  { name: 'page and limit are required', parameters: [needed(page), needed(size({ maximum: 20 }))], list: byPage },
  {
    name: 'a page and a filter are given',
    parameters: [needed(page), needed(size({ maximum: 20 })), { name: 'kind', schema: { enum: [0, 1] } }],
    list: { ...byPage, filters: ['kind'] },
  },
  { name: 'offset is at most 30', parameters: [size({ maximum: 10 }), offset({ maximum: 30 })] },
];

const OTHERS = [
  { name: 'offset is at most 3', parameters: [size({ minimum: 2, maximum: 5 }), offset({ maximum: 3 })] },
  {
    name: 'there are three pages',
    parameters: [{ ...page, schema: { ...page.schema, maximum: 3 } }, size({ maximum: 4 })],
    list: byPage,
  },
  { name: 'offset is a multiple of ten', parameters: [size(), offset({ multipleOf: 10 })] },
  {
    name: 'offset is a multiple of two, as declared',
    parameters: [size(), offset({ multipleOf: 2 })],
    list: { limit: 'limit', offset: 'offset' },
  },
  {
    name: 'offset is one of some',
    parameters: [size(), offset({ enum: [0, 10, 20] })],
    list: { limit: 'limit', offset: 'offset' },
  },
];

async function brokenBy({ parameters, list }: { parameters: readonly Parameter[]; list?: object }, isWrong: boolean) {
  return brokenIn(await tried(await suiteOf(documentOf(parameters, list)), { fetch: serverOf(parameters, isWrong) }));
}

describe('where', () => {
  it.each([...COUNTED, ...OTHERS])('$name, a strict server holds', async (one) => {
    expect(await brokenBy(one, false)).toEqual([]);
  });

  it.each(COUNTED)('$name, a server that skips an item is found out', async (one) => {
    expect((await brokenBy(one, true)).join()).toMatch(/page/);
  });
});

it('says that pages are not compared where the schema of their position refuses some numbers', async () => {
  const { contract } = await suiteOf(
    documentOf([size(), offset({ multipleOf: 2 })], { limit: 'limit', offset: 'offset' }),
  );
  expect(contract.notices.map(({ message }) => message).join()).toContain('its pages are not compared with each other');
});
