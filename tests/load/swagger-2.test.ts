/** Swagger 2.0, upgraded to OpenAPI 3.0 when it is loaded. https://spec.openapis.org/oas/v2.0.html */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { inferFrom, toModel } from '../../src/compose/to-model.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const collectionOf = async (file: string) => (await generateCollection(await loadDescription(file))).collection;

const OLD = `swagger: '2.0'
info: { title: Twins, version: '1' }
host: api.example.com
basePath: /v2
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  app: { type: oauth2, flow: application, tokenUrl: 'https://api.example.com/token', scopes: { read: Read } }
security: [{ app: [read] }]
parameters:
  Size: { name: size, in: query, type: integer, minimum: 0, exclusiveMinimum: true }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - $ref: '#/parameters/Size'
        - { name: tags, in: query, required: true, type: array, items: { type: string }, collectionFormat: multi }
        - { name: names, in: query, required: true, type: array, items: { type: string } }
      responses:
        '200': { description: Pets, schema: { type: array, items: { $ref: '#/definitions/Pet' } } }
    post:
      operationId: addPet
      parameters: [{ name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }]
      responses:
        '201': { description: Added, schema: { $ref: '#/definitions/Pet' } }
definitions:
  Pet:
    type: object
    required: [name]
    properties: { name: { type: string }, note: { type: string, x-nullable: true } }
`;

const NEW = `openapi: 3.0.4
info: { title: Twins, version: '1' }
servers: [{ url: 'https://api.example.com/v2' }]
security: [{ app: [read] }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: size, in: query, schema: { type: integer, minimum: 0, exclusiveMinimum: true } }
        - { name: tags, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: names, in: query, required: true, explode: false, schema: { type: array, items: { type: string } } }
      responses:
        '200':
          description: Pets
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
    post:
      operationId: addPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '201':
          description: Added
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  securitySchemes:
    app:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: 'https://api.example.com/token', scopes: { read: Read } } }
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string }, note: { type: string, nullable: true } }
`;

it('gives the collection of its twin in OpenAPI 3.0, in one file and in several', async () => {
  const folder = await folderWith({
    'old.yaml': OLD,
    'new.yaml': NEW,
    'split.yaml': `${OLD.slice(0, OLD.indexOf('definitions:'))}`.replaceAll('#/definitions/Pet', 'parts/pet.yaml#/Pet'),
    'maps.yaml': `${OLD.slice(0, OLD.indexOf('definitions:'))}definitions: { $ref: parts/pet.yaml }\n`,
    'parts/pet.yaml': OLD.slice(OLD.indexOf('definitions:')).replace('definitions:\n', '').replaceAll(/^ {2}/gm, ''),
  });
  const want = await collectionOf(join(folder, 'new.yaml'));
  expect(await collectionOf(join(folder, 'old.yaml'))).toEqual(want);
  expect(await collectionOf(join(folder, 'split.yaml'))).toEqual(want);
  expect(await collectionOf(join(folder, 'maps.yaml'))).toEqual(want);
});

it('upgrades formats of collections, forms, files, security schemes and discriminators', async () => {
  const description = await loadDescription('tests/fixtures/swagger-2/everything.yaml');
  const { model } = inferFrom(description);
  const [list, , photo] = model.operations;
  expect(list?.parameters.map(({ name, style, explode }) => [name, style, explode])).toEqual([
    ['limit', 'form', true],
    ['a', 'form', false],
    ['b', 'form', true],
    ['c', 'spaceDelimited', false],
    ['d', 'pipeDelimited', false],
    ['e', 'form', true],
    ['X-F', 'simple', false],
    ['g', 'form', true],
  ]);
  expect(JSON.stringify(description.openapi.value)).toContain('"multipart/form-data":');
  expect(photo?.path).toBe('/crates/{id}/photo');
  expect(model.securitySchemes.map(({ name }) => name).toSorted()).toEqual([
    'app',
    'browser',
    'code',
    'key',
    'person',
    'plain',
  ]);
  expect(model.notices.map(({ message }) => message).join('\n')).toContain('OpenAPI 3 has no query array "tsv"');
});

it('places a fault in the file of the user', async () => {
  const folder = await folderWith({ 'old.yaml': OLD.replace('#/definitions/Pet', '#/definitions/Nobody') });
  const description = await loadDescription(join(folder, 'old.yaml'));
  const found = await findingsOf(() => toModel({ ...description, strict: true }));
  expect(found[0]?.place).toMatchObject({ file: join(folder, 'old.yaml'), line: 22 });
});

it('sends the arrays of a multipart body by their collectionFormat', async () => {
  const fields = ['csv', 'ssv', 'pipes', 'multi'].map(
    (format) =>
      `        - { name: ${format}, in: formData, type: array, minItems: 2, items: { type: string, enum: [x] }, required: true, collectionFormat: ${format} }`,
  );
  const folder = await folderWith({
    'form.yaml': `swagger: '2.0'
info: { title: Parts, version: '1' }
host: api.example.com
paths:
  /parts:
    post:
      consumes: [multipart/form-data]
      parameters:
${fields.join('\n')}
      responses: { '204': { description: Done } }
`,
  });
  const [item] = requestsIn(await collectionOf(join(folder, 'form.yaml')));
  const body = item?.request.body;
  const rows = body && 'formdata' in body ? body.formdata : [];
  expect(rows.map((row) => [row.key, 'value' in row && row.value])).toEqual([
    ['csv', 'x,x'],
    ['ssv', 'x x'],
    ['pipes', 'x|x'],
    ['multi', 'x'],
    ['multi', 'x'],
  ]);
});
