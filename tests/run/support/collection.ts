/** Small collections, written as people and generators write them. */

interface RequestParts {
  readonly id?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly auth?: object;
  readonly prerequest?: string;
  readonly test?: string;
}

interface CollectionParts {
  readonly items: readonly object[];
  readonly auth?: object;
  readonly prerequest?: string;
  readonly test?: string;
}

/** A request to `{{base_url}}`, with the id `id-<name>`. */
export function request(name: string, parts: RequestParts = {}): object {
  const { id = `id-${name}`, path = '/ok', method = 'GET', headers = {}, body, auth } = parts;
  return {
    id,
    name,
    event: events(parts),
    request: {
      method,
      url: `{{base_url}}${path}`,
      header: Object.entries(headers).map(([key, value]) => ({ key, value })),
      ...(body === undefined ? {} : { body: { mode: 'raw', raw: body } }),
      ...(auth ? { auth } : {}),
    },
  };
}

export function folder(name: string, ...item: readonly object[]): object {
  return { name, item };
}

export function collection({ items, auth, ...scripts }: CollectionParts): object {
  return {
    info: { name: 'Pets', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: items,
    event: events(scripts),
    ...(auth ? { auth } : {}),
  };
}

export const noAuth = { type: 'noauth' };

export function bearer(token: string): object {
  return { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] };
}

/** A test that holds for every answer of 200. */
export const statusIs200 = 'pm.test("The status is 200", () => pm.response.to.have.status(200));';

function events({ prerequest, test }: { prerequest?: string; test?: string }): object[] {
  const scripts = { prerequest, test };
  return Object.entries(scripts).flatMap(([listen, text]) =>
    text === undefined ? [] : [{ listen, script: { type: 'text/javascript', exec: text.split('\n') } }],
  );
}
