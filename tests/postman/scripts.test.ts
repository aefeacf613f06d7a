import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { arazzo, openapi } from '../../spec/incident/index.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { toItemName } from '../../src/postman/item-names.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { type Collection, requestsIn } from '../../src/postman/types.ts';
import { plannedAssertions } from '../../src/run/planned-assertions.ts';
import { LIBRARY_NAMES } from '../../src/sandbox/library.ts';
import { bareCode, namesIn, splitScript } from '../../src/sandbox/split-script.ts';
import { json, operation, toModel, withPath } from '../helpers/builders.ts';
import { ordersModel } from '../helpers/orders.ts';
import { hostileApi } from './hostile.ts';
import { scriptsIn } from './scripts-in.ts';

const incidentModel = toModel(openapi);
const useCases = readUseCases({ document: arazzo, locate: () => ({}) }, incidentModel).useCases;
const none = async () => undefined;

const COLLECTIONS = [
  { name: 'Incident API', contract: await toContract(incidentModel, useCases, none) },
  { name: 'Orders', contract: await toContract(ordersModel, [], none) },
  { name: 'a hostile API', contract: await toContract(toModel(hostileApi('http://localhost:1')), [], none) },
].map(({ name, contract }) => {
  const collection = toCollection(contract);
  return { name, contract, collection, scripts: scriptsIn(collection) };
});

const SCRIPTS = COLLECTIONS.flatMap(({ scripts }) => scripts);

describe('a script that both runtimes take', () => {
  it('parses', () => {
    for (const { path, text } of SCRIPTS) expect(() => new Script(text), path).not.toThrow();
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
    for (const { path, text } of SCRIPTS) expect(bareCode(text), path).not.toMatch(pattern);
  });
});

describe.each(COLLECTIONS)('the scripts of $name', ({ collection, contract, scripts }) => {
  const library = scripts.find(({ owner, listen }) => owner === 'collection' && listen === 'prerequest')?.text ?? '';
  const others = scripts.filter(({ text }) => text !== library);
  /** What stands between the braces of the factory, as declarations at the margin. */
  const inside = library
    .slice(library.indexOf('=> {\n') + 5, library.indexOf('\n\nreturn { '))
    // What is done after each response.
    .replace(/\n\nif \(pm\.response [\s\S]*$/, '');

  it('plan what is asserted, each assertion on a line that begins with its title', () => {
    const planned = requestsIn(collection).map(({ name, event }) => ({
      name,
      titles: event.flatMap(({ script }) =>
        plannedAssertions(script.exec.join('\n')).map((assertion) => assertion.name),
      ),
    }));
    const asserted = entriesOf(contract).map(({ request, assertions }) => ({
      name: toItemName(request.name),
      titles: assertions.map(({ title }) => title),
    }));
    expect(planned).toEqual(asserted);
  });

  it('define every function of the library once, and those of requests none', () => {
    const declared = splitScript(inside, 'library').map(({ name }) => name);
    expect(declared.length).toBeGreaterThan(30);
    expect(new Set(declared).size).toBe(declared.length);
    for (const { path, text } of others) expect(bareCode(text), path).not.toMatch(/\bfunction\b|\bcontract = /);
  });

  it('hold no line of the library a second time', () => {
    const own = new Set(
      inside
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.length > 20),
    );
    expect(own.size).toBeGreaterThan(100);
    const again = others.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line) => (own.has(line.trim()) ? [`${path}: ${line}`] : [])),
    );
    expect(again).toEqual([]);
  });

  it('take every function of the library that they use, and no other', () => {
    const [, given = ''] = /\nreturn \{ (.*) \};\n\};/.exec(library) ?? [];
    const offered = given.split(', ');
    for (const { path, text } of others) {
      const [line = '', list = ''] = /^const \{ (.*) \} = contract\(pm/m.exec(text) ?? [];
      const taken = list === '' ? [] : list.split(', ');
      const used = [...namesIn(text.replace(line, ''))].filter((name) => LIBRARY_NAMES.has(name));
      expect(used.sort(), path).toEqual([...taken].sort());
      expect(
        taken.filter((name) => !offered.includes(name)),
        path,
      ).toEqual([]);
    }
  });

  it('all do what is done after each response, such as waiting after a 429', () => {
    const ofTests = requestsIn(collection).flatMap(({ event }) =>
      event.filter(({ listen }) => listen === 'test').map(({ script }) => script.exec.join('\n')),
    );
    for (const text of ofTests) expect(text).toContain(' contract(pm');
  });

  it('call nothing else but what the sandbox has', () => {
    for (const { path, text } of others) {
      const code = bareCode(text);
      const known = namesIn([...code.matchAll(/\bconst \{[^}]*\}|\bconst \w+|\([^()]*\) =>/g)].join(' '));
      const called = [...code.matchAll(/(?<![.\w])([a-zA-Z]\w*)\(/g)].map(([, name = '']) => name);
      const given = ['if', 'for', 'contract', 'String', 'Number', 'decodeURIComponent', 'encodeURIComponent'];
      expect(
        called.filter((name) => !known.has(name) && !given.includes(name)),
        path,
      ).toEqual([]);
    }
  });

  it('stand in a collection whose every id is its own', () => {
    const ids = idsIn(collection);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function idsIn(collection: Collection): readonly (string | undefined)[] {
  return [...JSON.stringify(collection).matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id);
}

it('a tag that is named like a folder of ours has an id of its own', async () => {
  const get = operation({ tags: ['Contract'], 'x-list': {}, responses: { 200: json({ type: 'array', items: {} }) } });
  const collection = toCollection(await toContract(toModel(withPath('/a', { get })), [], none));
  expect(collection.item.map(({ name }) => name)).toEqual(['Contract', 'Contract']);
  expect(new Set(idsIn(collection)).size).toBe(idsIn(collection).length);
});

it('the same contract gives the same bytes', async () => {
  const again = toCollection(await toContract(ordersModel, [], none));
  expect(JSON.stringify(again)).toBe(JSON.stringify(COLLECTIONS[1]?.collection));
});
