/** Pointers that go on behind a reference. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toModel } from '../../src/compose/to-model.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const HEAD = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\nservers: [{ url: https://a.example }]\n";

const answering = (reference: string) => `paths:
  /a:
    get:
      responses:
        '200': { description: Fine, content: { application/json: { schema: { $ref: '${reference}' } } } }
`;

async function schemaIn(files: Readonly<Record<string, string>>) {
  const folder = await folderWith(files);
  const description = await loadDescription(join(folder, 'openapi.yaml'));
  const { notices, operations, definitions } = toModel(description);
  const reference = (operations[0]?.responses[0]?.media[0]?.node?.schema as { $ref?: string } | undefined)?.$ref;
  return { notices, reference, isKnown: definitions.has(reference ?? ''), description };
}

describe('a pointer that goes on behind a reference', () => {
  it('leads to what is there, in one file', async () => {
    const { notices, reference, description } = await schemaIn({
      'openapi.yaml': `${HEAD}${answering('#/components/schemas/Order/properties/buyer/properties/tags/items')}components:
  schemas:
    Order: { type: object, properties: { buyer: { $ref: '#/components/schemas/User' } } }
    User: { type: object, properties: { tags: { $ref: '#/components/schemas/Tags' } } }
    Tags: { type: array, items: { type: string, maxLength: 7 } }
`,
    });
    expect(notices).toEqual([]);
    expect(reference).toBe('#/components/schemas/Tags/items');
    expect(description.openapi.locate('/paths/~1a/get').line).toBe(6);
  });

  it('leads to what is there, over other files', async () => {
    const { notices, reference, description } = await schemaIn({
      'openapi.yaml': `${HEAD}${answering('schemas/_index.yaml#/Order/properties/buyer/properties/name')}`,
      'schemas/_index.yaml': 'Order: { $ref: order.yaml }\n',
      'schemas/order.yaml': "type: object\nproperties: { buyer: { $ref: 'user.yaml#/User' } }\n",
      'schemas/user.yaml': 'User: { type: object, properties: { name: { type: string, maxLength: 7 } } }\n',
    });
    expect(notices).toEqual([]);
    expect(reference).toBe('#/components/schemas/User/properties/name');
    expect(description.openapi.value).toMatchObject({
      components: { schemas: { User: { properties: { name: { maxLength: 7 } } } } },
    });
  });

  it('is read in Swagger 2.0', async () => {
    const { notices, isKnown } = await schemaIn({
      'openapi.yaml': `swagger: '2.0'
info: { title: A, version: '1' }
host: a.example
schemes: [https]
produces: [application/json]
paths:
  /a: { get: { responses: { 200: { description: Fine, schema: { $ref: '#/definitions/Order/properties/buyer/properties/name' } } } } }
definitions:
  Order: { type: object, properties: { buyer: { $ref: '#/definitions/User' } } }
  User: { type: object, properties: { name: { type: string } } }
`,
    });
    expect({ notices, isKnown }).toEqual({ notices: [], isKnown: true });
  });

  it.each([
    { what: 'nothing', reference: '#/components/schemas/Order/properties/buyer/properties/age' },
    { what: 'itself', reference: '#/components/schemas/Loop/properties/a' },
  ])('leads to $what where nothing is there', async ({ reference }) => {
    const folder = await folderWith({
      'openapi.yaml': `${HEAD}${answering('#/components/schemas/Order')}  /b: { get: { parameters: [{ name: q, in: query, required: true, schema: { $ref: '${reference}' } }], responses: { '200': { description: Fine } } } }
components:
  schemas:
    Order: { type: object, properties: { buyer: { $ref: '#/components/schemas/User' } } }
    User: { type: object, properties: { name: { type: string } } }
    Loop: { $ref: '#/components/schemas/Loop/properties/a' }
`,
    });
    const description = await loadDescription(join(folder, 'openapi.yaml'), { strict: true });
    const findings = await findingsOf(() => toModel(description));
    expect(findings.map(({ code }) => code)).toEqual(['reference/not-found']);
  });
});
