/** Bounds that a double cannot hold: their digits in names, in descriptions and on the wire are those of the description. */
import { expect, it } from 'vitest';
import { entriesOf } from '../../src/contract/types.ts';
import { toStandIns } from '../../src/core/digits.ts';
import type { Json } from '../../src/core/json.ts';
import { parseText } from '../../src/load/parse.ts';
import { contentText } from '../../src/schema/content-text.ts';
import { schemasIn } from '../../src/schema/node.ts';
import { toModel } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

/** A description as it is read of a file: the members of its path, indented by four. */
const described = (members: string) =>
  parseText(
    `openapi: 3.1.0
info: { title: Wide, version: '1' }
servers: [{ url: 'https://wide.example' }]
paths:
  /a:
${members}`,
    'wide.yaml',
  ).value;

const LIST_AND_POST = `    get:
      x-list: { limit: limit, offset: offset }
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 9223372036854775807 } }
        - { name: offset, in: query, schema: { type: integer } }
      responses:
        200: { description: ok, content: { application/json: { schema: { type: array, items: { type: object } } } } }
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [n], properties: { n: { type: integer, minimum: -9223372036854775808, maximum: 12345678901234567891 } } }
            example: { n: 23456789012345678901 }
      responses: { 201: { description: ok }, 400: { description: bad } }
`;

it('writes the digits of a bound as the description does', async () => {
  const { contract } = await suiteOf(described(LIST_AND_POST));
  const entries = entriesOf(contract);
  const titles = entries.flatMap(({ assertions }) => assertions.map(({ title }) => title));
  expect(titles).toContain('The page contains at most 9223372036854775807 items');
  expect(titles).toContain('The page contains the items 0 to 9223372036854775806 of the whole list');
  const names = entries.map(({ request }) => request.name);
  expect(names).toContain('POST /a: n below -9223372036854775808');
  expect(names).toContain('POST /a: n above 12345678901234567891');
  const sent = entries.find(({ request }) => request.name.endsWith('the largest limit'))?.request;
  expect(JSON.stringify(sent)).toContain('"text":"9223372036854775807"');
  const [message] = contract.notices.flatMap((one) => (one.kind === 'invalid-example' ? [one.message] : []));
  expect(message).toContain('{"n":23456789012345678901} is not used: /n should be <= 12345678901234567891');
});

it.each([
  ['maximum', '9223372036854775807', '9223372036854775807', 0],
  ['maximum', '9223372036854775807', '9223372036854775808', 1],
  ['exclusiveMaximum', '9223372036854775807', '9223372036854775807', 1],
  ['exclusiveMaximum', '9223372036854775807', '9223372036854775806', 0],
  ['minimum', '-9223372036854775808', '-9223372036854775809', 1],
  ['minimum', '-9223372036854775808', '-9223372036854775807', 0],
] as const)('a %s of %s and an example of %s: %i invalid', async (keyword, bound, example, invalid) => {
  const post = `    post:
      requestBody:
        content: { application/json: { schema: { type: object, properties: { n: { type: integer, ${keyword}: ${bound} } } }, example: { n: ${example} } } }
      responses: { 201: { description: ok } }
`;
  const { notices } = toModel(described(post));
  expect(notices.filter(({ kind }) => kind === 'invalid-example')).toHaveLength(invalid);
});

it('writes the digits of numbers in YAML', () => {
  const value = JSON.parse(
    toStandIns('{"id":12345678901234567890,"d":[0.12345678901234567891,1.5,null,"a"],"t":"1"}'),
  ) as Json;
  expect(contentText('application/yaml', value, undefined, schemasIn({}))).toBe(
    'id: 12345678901234567890\nd:\n  - 0.12345678901234567891\n  - 1.5\n  - null\n  - a\nt: "1"\n',
  );
});
