/** Numbers that a double rounds: what is not known of them refuses nothing. */
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { libraryFactory } from '../../src/sandbox/library.ts';

/** The problems of a body, as its script finds them. */
function problemsOf(text: string, schema: unknown): readonly string[] {
  const pm = { response: { text: () => text } };
  const code = `let contract;\n${libraryFactory(['parsed', 'problemsIn'])}\n`;
  const call = `(() => { const { parsed, problemsIn } = contract(pm); return problemsIn(parsed(text), schema); })()`;
  return runInNewContext(code + call, { pm, text, schema }) as readonly string[];
}

it.each([
  { text: '1e400', schema: { type: 'integer' }, count: 0 },
  { text: '-1e400', schema: { type: ['string', 'integer'] }, count: 0 },
  { text: '1e400', schema: { type: 'string' }, count: 1 },
  { text: '1e400', schema: { multipleOf: 2 }, count: 0 },
  { text: '1e400', schema: { maximum: 5 }, count: 1 },
  { text: '1.5', schema: { type: 'integer' }, count: 1 },
  { text: '"1"', schema: { type: 'integer' }, count: 1 },
  { text: 'null', schema: { type: ['integer', 'string'] }, count: 1 },
  { text: '[0.12345678901234567890,0.12345678901234567891]', schema: { uniqueItems: true }, count: 0 },
  { text: '[12345678901234567890e2,12345678901234567891e2]', schema: { uniqueItems: true }, count: 0 },
  { text: '[1e400,1e401,null]', schema: { uniqueItems: true }, count: 0 },
  { text: '[1e-400,0]', schema: { uniqueItems: true }, count: 0 },
  { text: '[1,1,0.12345678901234567]', schema: { uniqueItems: true }, count: 0 },
  { text: '[12345678901234567890,12345678901234567891]', schema: { uniqueItems: true }, count: 0 },
  { text: '[12345678901234567890,12345678901234567890]', schema: { uniqueItems: true }, count: 1 },
  { text: '[0.5,0.50]', schema: { uniqueItems: true }, count: 1 },
  { text: '["0.12345678901234567890","a","a"]', schema: { uniqueItems: true }, count: 1 },
  { text: '[1,1]', schema: { uniqueItems: true }, count: 1 },
])('$text has $count problems by $schema', ({ text, schema, count }) => {
  expect(problemsOf(text, schema)).toHaveLength(count);
});
