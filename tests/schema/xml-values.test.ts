import { expect, it } from 'vitest';
import { problemOfXml } from '../../src/schema/xml-text.ts';
import { toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const pet = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const needed = pet({ id: integer, name: text }, { required: ['id', 'name'] });

it.each([
  { xml: '<Pet><id>1</id><name>x</name></Pet>', schema: needed },
  { xml: '<Pet><id>abc</id></Pet>', schema: needed, want: '/Pet/id has the text "abc": the value should be integer' },
  { xml: '<Pet><id> 1\n</id></Pet>', schema: pet({ id: integer }) },
  { xml: '<Pet><id/></Pet>', schema: pet({ id: integer }) },
  {
    xml: '<p:Pet xmlns:p="urn:p"><p:id>abc</p:id></p:Pet>',
    schema: pet({ id: integer }),
    want: '/p:Pet/p:id has the text "abc": the value should be integer',
  },
  { xml: '<Pet><name>x</name></Pet>', schema: needed, want: '/Pet should have "id"' },
  // What it lacks may be what no member is called like.
  { xml: '<Pet><no>1</no><name>x</name></Pet>', schema: needed },
  { xml: '<Animal><name>x</name></Animal>', schema: pet({ name: text }) },
  {
    xml: '<Pet no="x"/>',
    schema: pet({ id: { ...integer, xml: { name: 'no', attribute: true } } }),
    want: '/Pet/no has the text "x": the value should be integer',
  },
  {
    xml: '<Pet><tag>a</tag><tag>1</tag></Pet>',
    schema: pet({ tag: { type: 'array', items: { enum: ['a'] } } }),
    want: '/Pet/tag has the text "1": the value should be one of its enum',
  },
  {
    xml: '<Pet><tags><tag>1</tag></tags></Pet>',
    schema: pet({ tags: { type: 'array', items: { ...text, xml: { name: 'tag' } }, xml: { wrapped: true } } }),
  },
  {
    xml: '<Pet><tags><tag>1</tag></tags></Pet>',
    schema: pet({ tags: { type: 'array', items: { ...integer }, xml: { wrapped: true } } }),
  },
  { xml: '<Pet><code>007</code></Pet>', schema: pet({ code: text }) },
  {
    xml: '<Pet><ok>yes</ok></Pet>',
    schema: pet({ ok: { type: 'boolean' } }),
    want: '/Pet/ok has the text "yes": the value should be boolean',
  },
  { xml: '<Pet><id xsi:nil="true" xmlns:xsi="urn:x"/></Pet>', schema: pet({ id: integer }) },
  {
    xml: '<Pets><Pet><id>a</id></Pet></Pets>',
    schema: { type: 'array', items: pet({ id: integer }) },
    want: '/Pets/Pet/id has the text "a": the value should be integer',
  },
  {
    xml: '<Pet><owner><id>a</id></owner></Pet>',
    schema: pet({ owner: pet({ id: integer }) }),
    want: '/Pet/owner/id has the text "a": the value should be integer',
  },
  { xml: '<Pet><owner>7</owner></Pet>', schema: pet({ owner: { anyOf: [pet({ id: integer }), integer] } }) },
  { xml: '<Pet><a>1</a></Pet>', schema: { type: 'object' } },
  { xml: '<a/>', schema: true },
])('$xml by $schema', ({ xml, schema, want }) => {
  const node = { schema, pointer: '' };
  expect(problemOfXml(xml, node, { schemas: toModel(), notNeeded: [] })).toBe(want);
});

it('needs no member that a request does not have', () => {
  const schema = pet({ id: { ...integer, readOnly: true }, name: text }, { required: ['id', 'name'] });
  const judging = { schemas: toModel(), notNeeded: ['readOnly'] } as const;
  expect(problemOfXml('<Pet><name>x</name></Pet>', { schema, pointer: '' }, judging)).toBeUndefined();
});
