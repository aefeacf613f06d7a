import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, EXIT, messageOf, throwIfAny, UserError } from '../../src/core/errors.ts';

const codes = Object.keys(ERROR_CODES);

describe('the table of errors', () => {
  it.each(Object.entries(ERROR_CODES))('%s has a readable code and an exit code for a person to mend', (code, exit) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
    expect([EXIT.usage, EXIT.refused, EXIT.unable]).toContain(exit);
  });

  it('gives each kind of end a code of its own', () => {
    expect(new Set(Object.values(EXIT)).size).toBe(Object.keys(EXIT).length);
  });

  it('holds no code that nothing in the sources tells', async () => {
    const root = new URL('../../src/', import.meta.url);
    const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const texts = await Promise.all(
      files.filter((file) => file !== 'core/errors.ts').map((file) => readFile(new URL(file, root), 'utf8')),
    );
    expect(codes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)))).toEqual([]);
  });
});

describe('a refusal', () => {
  const first = { code: 'serve/port-in-use', message: 'taken' } as const;
  const second = { code: 'document/syntax', message: 'no YAML' } as const;

  it('carries all findings, and ends with the code of the first', () => {
    const refusal = new UserError(first, second);
    expect(refusal.findings).toEqual([first, second]);
    expect(refusal.exitCode).toBe(EXIT.unable);
    expect(refusal.message).toBe('taken');
  });

  it('is thrown where there are findings, each told once', () => {
    expect(() => throwIfAny([])).not.toThrow();
    expect(() => throwIfAny([first, second, { ...first }])).toThrow(new UserError(first, second));
  });
});

it.each([
  { thrown: new Error('why'), want: 'why' },
  { thrown: 'why', want: 'why' },
  { thrown: null, want: 'null' },
])('tells what was thrown, whatever it is: $want', ({ thrown, want }) => {
  expect(messageOf(thrown)).toBe(want);
});
