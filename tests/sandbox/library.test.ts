import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { LIBRARY_FILES, LIBRARY_NAMES, libraryCode, libraryFactory, tableKeys } from '../../src/sandbox/library.ts';
import { bareCode, namesIn, splitScript } from '../../src/sandbox/split-script.ts';

const folder = new URL('../../src/sandbox/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');

describe('the library', () => {
  it('reads every script of its folder', () => {
    expect([...LIBRARY_FILES].sort()).toEqual(readdirSync(folder).filter((file) => file.endsWith('.js')));
  });

  it.each(LIBRARY_FILES)('says of %s to the compiler that it is checked', (file) => {
    expect(textOf(file)).toMatch(/^\/\/ @ts-check\n/);
  });

  it('has no two declarations of one name', () => {
    const names = LIBRARY_FILES.flatMap((file) => splitScript(textOf(file), file).map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('carries the sentences of doc comments, and nothing that is said to a compiler', () => {
    const code = libraryCode(LIBRARY_NAMES);
    expect(code).toContain('/** A value as JSON, in at most 80 characters. */\nfunction brief(value) {');
    expect(code).not.toMatch(/@ts-|@param|@returns|@type|biome-ignore|oxlint/);
  });

  it.each([...LIBRARY_NAMES])('carries all that %s uses', (name) => {
    const code = libraryCode([name]);
    const declared = new Set(splitScript(code, name).map((found) => found.name));
    expect([...namesIn(code)].filter((used) => LIBRARY_NAMES.has(used) && !declared.has(used))).toEqual([]);
    expect(typesOf(libraryFactory([name]))).not.toContain('undefined');
  });

  it('is written in what the oldest runtime takes', () => {
    const found = bareCode(libraryCode(LIBRARY_NAMES)).match(
      /`|\?\?|\?\.(?!\d)|\b(?:globalThis|structuredClone|await)\b/g,
    );
    expect(found).toBeNull();
  });

  it('carries a function once, in the same order whatever is wanted first', () => {
    const names = [...LIBRARY_NAMES];
    expect(libraryCode([...names].reverse())).toBe(libraryCode([...names, ...names]));
  });

  it('knows no other names', () => {
    expect(() => libraryCode(['toString'])).toThrow('no "toString"');
    expect(() => tableKeys('constructor')).toThrow('no "constructor"');
  });
});

/** What the factory gives, by type: it runs, and so do the constants in it. */
function typesOf(factory: string): readonly string[] {
  const sandbox = createContext({ pm: {} });
  return runInContext(`${factory}\nObject.values(contract(pm)).map((value) => typeof value)`, sandbox) as string[];
}

describe('a script, split', () => {
  it.each([
    { what: 'a function', script: 'function a() {\n  return 1;\n}\n', want: [['a', 'function a() {\n  return 1;\n}']] },
    { what: 'a function on one line', script: 'function a() {}\n', want: [['a', 'function a() {}']] },
    {
      what: 'a function whose parameters have lines of their own',
      script: 'function a(\n  b,\n) {\n  return b;\n}\n',
      want: [['a', 'function a(\n  b,\n) {\n  return b;\n}']],
    },
    {
      what: 'constants',
      script: "const A = 1;\nconst B =\n  'b';\n",
      want: [
        ['A', 'const A = 1;'],
        ['B', "const B =\n  'b';"],
      ],
    },
    { what: 'a list', script: 'const A = [\n  1,\n];\n', want: [['A', 'const A = [\n  1,\n];']] },
    { what: 'a comment of its own', script: '// Why.\nconst A = 1;\n', want: [['A', '// Why.\nconst A = 1;']] },
    {
      what: 'a comment about the file',
      script: '// @ts-check\n// What.\n\nconst A = 1;\n',
      want: [['A', 'const A = 1;']],
    },
    {
      what: 'a doc comment with tags, of which the first sentence remains',
      script: '/**\n * What. Why,\n * at length.\n *\n * @param {X} b\n */\nfunction a(b) {}\n',
      want: [['a', '/** What. */\nfunction a(b) {}']],
    },
    {
      what: 'a doc comment without tags before one that has some, and an @ in it',
      script: '/** To a@b. */\nconst A = 1;\n/**\n * What.\n *\n * @type {X}\n */\nconst B = 1;\n',
      want: [
        ['A', '/** To a@b. */\nconst A = 1;'],
        ['B', '/** What. */\nconst B = 1;'],
      ],
    },
    { what: 'a doc comment of tags only', script: '/** @type {X} */\nconst A = 1;\n', want: [['A', 'const A = 1;']] },
    {
      what: 'a cast inside',
      script: 'function a(b) {\n  return /** @type {X} */ (b);\n}\n',
      want: [['a', 'function a(b) {\n  return b;\n}']],
    },
  ])('$what', ({ script, want }) => {
    expect(splitScript(script, 'a.js').map(({ name, text }) => [name, text])).toEqual(want);
  });

  it('gives the entries of a table apart', () => {
    const script = "/** What. */\nconst A = {\n  a,\n  // Why.\n  'b-c': (d) => {\n    d();\n  },\n};\n";
    const entries = [
      { key: 'a', text: '  a,' },
      { key: 'b-c', text: "  // Why.\n  'b-c': (d) => {\n    d();\n  }," },
    ];
    expect(splitScript(script, 'a.js')).toEqual([{ name: 'A', text: '/** What. */\nconst A = {', entries }]);
  });

  it.each(['let a = 1;\n', 'a();\n', 'function a() {\n', 'class A {}\n'])(
    'refuses what it cannot carry: %j',
    (script) => {
      expect(() => splitScript(script, 'a.js')).toThrow();
    },
  );
});

describe('the names in code', () => {
  it.each([
    { code: 'a(b, [c], { d })', want: ['a', 'b', 'c', 'd'] },
    { code: 'a.b.c; f(...d)', want: ['a', 'f', 'd'] },
    { code: '({ a: b, c: d }); e ? f : g', want: ['b', 'd', 'e', 'f', 'g'] },
    { code: 'switch (a) { case b: c() }', want: ['switch', 'a', 'case', 'b', 'c'] },
    { code: "a('//b', \"c'\", d) // e\n/* f */ + g", want: ['a', 'd', 'g'] },
    { code: "a.replace(/[/'b]/g, c); d = e / f / g", want: ['a', 'c', 'd', 'e', 'f', 'g'] },
  ])('$code', ({ code, want }) => {
    expect([...namesIn(code)]).toEqual(want);
  });
});
