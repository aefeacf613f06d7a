/** Descriptions of any size, to see how the time grows with it. */

const text = { type: 'string' };
const answer = (schema: unknown) => ({ description: 'OK', content: { 'application/json': { schema } } });

function documentOf(paths: Readonly<Record<string, unknown>>, schemas: Readonly<Record<string, unknown>>): unknown {
  return { openapi: '3.0.3', info: { title: 'Growth', version: '1' }, paths, components: { schemas } };
}

/** Five operations for each resource, in folders of 100 operations. */
export function ofOperations(count: number): unknown {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (let index = 0; index < count / 5; index += 1) {
    const item = { $ref: `#/components/schemas/R${index}` };
    const id = { name: `r${index}_id`, in: 'path', required: true, schema: text };
    const body = { required: true, content: { 'application/json': { schema: item } } };
    const [tags, absent] = [[`T${Math.floor(index / 20)}`], { 400: { description: 'No' }, 404: { description: 'No' } }];
    const operation = (status: number, schema?: unknown) => ({
      tags,
      responses: { [status]: schema ? answer(schema) : { description: 'OK' }, ...absent },
    });
    paths[`/r${index}`] = {
      get: operation(200, { type: 'array', items: item }),
      post: { ...operation(201, item), requestBody: body },
    };
    paths[`/r${index}/{r${index}_id}`] = {
      parameters: [id],
      get: operation(200, item),
      put: { ...operation(200, item), requestBody: body },
      delete: operation(204),
    };
    schemas[`R${index}`] = {
      type: 'object',
      required: ['id'],
      properties: { id: text, name: text, [`m${index}`]: text },
    };
  }
  return documentOf(paths, schemas);
}

/** One response whose schema has this many members. */
export function ofWidth(count: number): unknown {
  const properties = Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, text]));
  const paths = { '/wide': { get: { responses: { 200: answer({ $ref: '#/components/schemas/Wide' }) } } } };
  return documentOf(paths, { Wide: { type: 'object', properties } });
}

/** One response whose schema leads through this many others. */
export function ofDepth(count: number): unknown {
  const schemas = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `S${index}`,
      {
        type: 'object',
        properties: { name: text, ...(index + 1 < count && { next: { $ref: `#/components/schemas/S${index + 1}` } }) },
      },
    ]),
  );
  return documentOf({ '/deep': { get: { responses: { 200: answer({ $ref: '#/components/schemas/S0' }) } } } }, schemas);
}
