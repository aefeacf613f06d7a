import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { ROOT, readCollection } from './helpers.ts';

const schema = fileURLToPath(new URL('../fixtures/postman-collection-v2.1.0.schema.json', import.meta.url));
// The schema's formats are notes to the reader; its keywords judge.
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

/** The places, as JSON pointers, where a value does not satisfy the schema. */
function problemsOf(collection: unknown): string[] {
  validate(collection);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the published schema of Postman Collection Format 2.1.0', () => {
  const files = readdirSync(join(ROOT, 'collections')).filter((name) => name.endsWith('.postman_collection.json'));

  it('has collections to judge', () => {
    expect(files).toContain('incident.postman_collection.json');
  });

  it.each(files)('accepts collections/%s', (file) => {
    expect(problemsOf(JSON.parse(readFileSync(join(ROOT, 'collections', file), 'utf8')))).toEqual([]);
  });

  it.each([
    {
      broken: 'info has no name',
      path: ['info', 'name'],
      value: undefined,
      want: "/info must have required property 'name'",
    },
    { broken: 'there are no items', path: ['item'], value: undefined, want: " must have required property 'item'" },
    {
      broken: 'the auth is of no known type',
      path: ['auth', 'type'],
      value: 'oauth3',
      want: '/auth/type must be equal to one of the allowed values',
    },
    {
      broken: 'a script is a number',
      path: ['event', '0', 'script', 'exec'],
      value: 7,
      want: '/event/0/script/exec must be string',
    },
    {
      broken: 'a status code is text',
      path: ['item', '1', 'item', '0', 'response', '0', 'code'],
      value: '200',
      want: '/item/1/item/0/response/0/code must be integer',
    },
    {
      broken: 'an event listens to nothing',
      path: ['event', '0', 'listen'],
      value: undefined,
      want: "/event/0 must have required property 'listen'",
    },
  ])('refuses a copy where $broken', ({ path, value, want }) => {
    expect(problemsOf(withValueAt(readCollection(), path, value))).toContain(want);
  });
});

/** A copy with another value in one place; `undefined` takes the member away. */
function withValueAt(whole: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(whole) as Record<string, unknown>;
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name] as Record<string, unknown>, copy);
  const last = path.at(-1) ?? '';
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}
