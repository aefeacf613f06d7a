import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { arazzo, openapi } from '../../spec/incident/index.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { toUseCases } from '../../src/model/read-use-cases.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import type { CollectionEvent } from '../../src/postman/types.ts';
import { toModel } from '../helpers/builders.ts';
import { ordersModel } from '../helpers/orders.ts';

const incidentModel = toModel(openapi);
const useCases = toUseCases({ document: arazzo, locate: () => ({}) }, incidentModel);

const COLLECTIONS = [
  { name: 'Incident API', contract: await toContract(incidentModel, useCases, async () => undefined) },
  { name: 'Orders', contract: await toContract(ordersModel, [], async () => undefined) },
].map(({ name, contract }) => ({ name, contract, collection: toCollection(contract) }));

const textOf = ({ script }: CollectionEvent) => script.exec.join('\n');

/** A script without its comments and without the texts in it, so that words are code. */
function codeOf(script: string): string {
  return script.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/.*/g, '""');
}

const SCRIPTS = COLLECTIONS.flatMap(({ name, collection }) =>
  [...collection.event, ...collection.item.flatMap((group) => group.item.flatMap((item) => item.event))].map(
    (event, index) => ({ name: `${name} ${index}`, listen: event.listen, text: textOf(event) }),
  ),
);

describe('a script that both runtimes take', () => {
  it.each(SCRIPTS)('$name parses as a script', ({ text }) => {
    expect(() => new Script(text)).not.toThrow();
  });

  it.each([
    { what: 'template literals', pattern: /`/ },
    { what: 'optional chaining', pattern: /\?\.(?!\d)|\?\?/ },
    { what: 'await, async or promises', pattern: /\b(await|async|Promise)\b|\.then\(/ },
    { what: 'talk on the console', pattern: /console\.(log|info|error|debug)/ },
    { what: 'globals that the sandbox lacks', pattern: /\b(globalThis|fetch|structuredClone|process|import)\b/ },
    { what: 'calls by pm.sendRequest without a callback', pattern: /sendRequest\([^,()]*\)/ },
    { what: 'tests that wait', pattern: /pm\.test\([^,]*, \(?done/ },
  ])('holds no $what', ({ pattern }) => {
    for (const { name, text } of SCRIPTS) expect(codeOf(text), name).not.toMatch(pattern);
  });
});

describe.each(COLLECTIONS)('the test script of each request of $name', ({ collection, contract }) => {
  const pairs = collection.item.flatMap((group, at) =>
    group.item.map((item, index) => ({ name: item.name, item, entry: contract.groups[at]?.entries[index] })),
  );

  it.each(pairs)(
    'plans what is asserted, each promise on a line that begins with its title: $name',
    ({ item, entry }) => {
      const lines = item.event
        .flatMap(({ script }) => script.exec)
        .filter((line) => /^(pm\.test|compare|keep|asked)\(/.test(line));
      const planned = lines.map((line) => /^(?:pm\.test|compare|keep|asked)\(("(?:[^"\\]|\\.)*"), /.exec(line)?.[1]);
      expect(planned.map((title) => JSON.parse(title ?? 'null'))).toEqual(entry?.assertions.map(({ title }) => title));
    },
  );

  it.each(pairs)('holds every function that it calls: $name', ({ item }) => {
    const code = codeOf(item.event.map(textOf).join('\n'));
    const known = new Set(
      [...code.matchAll(/function (\w+)\(([^()]*)\)|const (\w+) =|\(([^()]*)\) =>|(\w+) =>/g)].flatMap((match) =>
        match.slice(1).flatMap((names) => names?.split(/,\s*/) ?? []),
      ),
    );
    const free = [...code.matchAll(/(?<![.\w])([a-zA-Z]\w*)\(/g)].map(([, name = '']) => name);
    const given = [
      'if',
      'for',
      'function',
      'return',
      'catch',
      'require',
      'String',
      'Number',
      'Boolean',
      'BigInt',
      'Date',
      'RegExp',
      'Set',
      'encodeURIComponent',
      'decodeURIComponent',
      'btoa',
    ];
    expect(free.filter((name) => !known.has(name) && !given.includes(name))).toEqual([]);
  });
});

it('the same contract gives the same bytes', async () => {
  const again = toCollection(await toContract(ordersModel, [], async () => undefined));
  expect(JSON.stringify(again)).toBe(JSON.stringify(COLLECTIONS[1]?.collection));
});

it('every id in a collection is its own', () => {
  for (const { collection } of COLLECTIONS) {
    const ids = [...JSON.stringify(collection).matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
