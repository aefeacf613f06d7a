import { describe, expect, it } from 'vitest';
import { toDependencies } from '../../src/contract/dependencies.ts';
import type { Contract, Entry } from '../../src/contract/types.ts';
import { stableId } from '../../src/core/stable-id.ts';
import { type Collection, requestsIn } from '../../src/postman/types.ts';
import { toDependentCollection, toMutantCollection } from '../../src/prove/mutant-collection.ts';
import { entry, mutant } from './support.ts';

const early = entry({ name: 'early', needs: ['pet'] });
const list = entry({ name: 'list', captures: ['pet'] });
const pet = entry({ name: 'pet', needs: ['pet'], captures: ['owner'] });
const owner = entry({ name: 'owner', needs: ['owner'] });
const alone = entry({ name: 'alone' });
const entries = [early, list, pet, owner, alone];
const contract = { groups: [{ name: 'Pets', description: '', entries, groups: [] }] } as unknown as Contract;
const named = (found: readonly Entry[]) => found.map(({ request }) => request.name);

describe('which requests need which', () => {
  const { neededBy, dependingOn } = toDependencies(contract);

  it.each([
    { of: early, needs: [], needed: [], why: 'what is kept later is of no use to it' },
    { of: list, needs: [], needed: ['pet', 'owner'], why: 'also by way of others' },
    { of: pet, needs: ['list'], needed: ['owner'], why: 'from both sides' },
    { of: owner, needs: ['list', 'pet'], needed: [], why: 'also by way of others' },
    { of: alone, needs: [], needed: [], why: 'nothing' },
  ])('$of.request.name: $why', ({ of, needs, needed }) => {
    expect({ needs: named(neededBy(of)), needed: named(dependingOn(of)) }).toEqual({ needs, needed });
  });
});

describe('what is sent', () => {
  const item = ({ request: { name } }: Entry) => ({
    id: stableId('c', name),
    name,
    event: [],
    request: { header: [] },
    response: [],
  });
  const collection = { info: { _postman_id: 'c' }, item: [{ item: entries.map(item) }] } as unknown as Collection;
  const suite = { contract, collection };
  const sent = (made: Collection) =>
    requestsIn(made).map(
      ({ id, name, request }) =>
        `${id.startsWith('mutant') ? id : 'as it is'}: ${name}${request.header.length > 0 ? ' (broken)' : ''}`,
    );
  const mutants = entries.map((each, index) => mutant({ id: `mutant-${index}`, entry: each }));

  it('holds nothing that no mutant needs', () => {
    expect(sent(toMutantCollection(suite, mutants.slice(4)))).toEqual(['mutant-4: mutant-4: alone (broken)']);
  });

  it('begins with what the mutants need, as it is', () => {
    expect(sent(toMutantCollection(suite, mutants.slice(3)))).toEqual([
      'as it is: list',
      'as it is: pet',
      'mutant-3: mutant-3: owner (broken)',
      'mutant-4: mutant-4: alone (broken)',
    ]);
  });

  it('breaks a request that captures a value after all that need the value, for it may keep a broken one', () => {
    expect(sent(toMutantCollection(suite, mutants))?.slice(2)).toEqual([
      'mutant-0: mutant-0: early (broken)',
      'mutant-3: mutant-3: owner (broken)',
      'mutant-4: mutant-4: alone (broken)',
      'mutant-2: mutant-2: pet (broken)',
      'mutant-1: mutant-1: list (broken)',
    ]);
  });

  it('the second time, has those that depend on the broken request after it, and the request as it is before it', () => {
    expect(sent(toDependentCollection(suite, [mutant({ id: 'mutant-2-again', entry: pet })]))).toEqual([
      'mutant-2-again-before-0: list',
      'mutant-2-again-before-1: pet',
      'mutant-2-again: mutant-2-again: pet (broken)',
      'mutant-2-again-after-0: owner',
    ]);
  });
});
