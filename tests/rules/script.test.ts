import { describe, expect, it } from 'vitest';
import { joined, js } from '../../src/rules/script.ts';

describe('a piece of script', () => {
  it('is freed of the indentation of our sources', () => {
    const script = js`
      if (a) {
        b();
      }
    `;
    expect(script.text).toBe('if (a) {\n  b();\n}');
  });

  it('holds values as data, never as code', () => {
    expect(js`say(${'"); steal(); ("'}, ${'`'}, ${'{{secret}}'});`.text).toBe(
      `say('"); steal(); ("', '\`', '\\u007b\\u007bsecret}}');`,
    );
  });

  it('holds another script as it is, indented like its first line', () => {
    const inner = js`
      one();
      two();
    `;
    expect(
      js`
      function both() {
        ${inner}
      }
    `.text,
    ).toBe('function both() {\n  one();\n  two();\n}');
  });

  it('takes nothing from outside for a script but what `js` made', () => {
    const forged = { kind: 'script', text: 'steal()' };
    expect(js`x(${forged})`.text).toBe("x({ kind: 'script', text: 'steal()' })");
  });

  it('writes what fits on one line, and the rest a member a line', () => {
    const long = Array.from({ length: 12 }, (_, index) => `element ${index}`);
    expect(js`f(${{ a: [1, 2], b: {} }});`.text).toBe('f({ a: [1, 2], b: {} });');
    expect(js`f(${{ long }});`.text.split('\n').slice(0, 3)).toEqual(['f({', '  long: [', "    'element 0',"]);
    expect(js`f(${long}, ${undefined});`.text).toMatch(/\], undefined\);$/);
  });

  it('keeps a backslash of ours as we wrote it', () => {
    expect(js`/^\d+$/.test('\n')`.text).toBe("/^\\d+$/.test('\\n')");
  });
});

it('joins pieces with lines between them', () => {
  expect(joined([js`a();`, js`b();`]).text).toBe('a();\n\nb();');
  expect(joined([js`a();`, js`b();`], 0).text).toBe('a();\nb();');
});

it('looks at each part of a value a few times, however deep it stands', () => {
  let looks = 0;
  let value: object = { type: 'string' };
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = value;
    value = Object.defineProperty({ type: 'a type of some length' }, 'properties', {
      enumerable: true,
      get: () => {
        looks += 1;
        return { member: inner };
      },
    });
  }
  expect(js`f(${value});`.text).toContain('a type of some length');
  expect(looks).toBeLessThan(8 * 100);
});
