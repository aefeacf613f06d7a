import { describe, expect, it } from 'vitest';
import type { Contract, Entry } from '../../src/contract/types.ts';
import { stableId } from '../../src/core/stable-id.ts';
import { type Collection, itemsIn } from '../../src/postman/types.ts';
import { toDependencies } from '../../src/prove/dependencies.ts';
import { toDependentCollection, toTrialCollection } from '../../src/prove/trial-collection.ts';
import { entry, trial } from './support.ts';

const early = entry({ name: 'early', needs: ['pet'] });
const list = entry({ name: 'list', keeps: ['pet'] });
const pet = entry({ name: 'pet', needs: ['pet'], keeps: ['owner'] });
const owner = entry({ name: 'owner', needs: ['owner'] });
const alone = entry({ name: 'alone' });
const entries = [early, list, pet, owner, alone];
const contract = { groups: [{ name: 'Pets', description: '', entries }] } as unknown as Contract;
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
    request: { header: [] },
    response: [],
  });
  const collection = { info: { _postman_id: 'c' }, item: [{ item: entries.map(item) }] } as unknown as Collection;
  const suite = { contract, collection };
  const sent = (made: Collection) =>
    itemsIn(made).map(
      ({ id, name, request }) =>
        `${id.startsWith('trial') ? id : 'as it is'}: ${name}${request.header.length > 0 ? ' (broken)' : ''}`,
    );
  const trials = entries.map((each, index) => trial({ id: `trial-${index}`, entry: each }));

  it('holds nothing that no trial needs', () => {
    expect(sent(toTrialCollection(suite, trials.slice(4)))).toEqual(['trial-4: trial-4: alone (broken)']);
  });

  it('begins with what the trials need, as it is', () => {
    expect(sent(toTrialCollection(suite, trials.slice(3)))).toEqual([
      'as it is: list',
      'as it is: pet',
      'trial-3: trial-3: owner (broken)',
      'trial-4: trial-4: alone (broken)',
    ]);
  });

  it('breaks a request that keeps a value after all that need the value, for it may keep a broken one', () => {
    expect(sent(toTrialCollection(suite, trials))?.slice(2)).toEqual([
      'trial-0: trial-0: early (broken)',
      'trial-3: trial-3: owner (broken)',
      'trial-4: trial-4: alone (broken)',
      'trial-2: trial-2: pet (broken)',
      'trial-1: trial-1: list (broken)',
    ]);
  });

  it('the second time, has those that depend on the broken request after it, and the request as it is before it', () => {
    expect(sent(toDependentCollection(suite, [trial({ id: 'trial-2-again', entry: pet })]))).toEqual([
      'trial-2-again-before-0: list',
      'trial-2-again-before-1: pet',
      'trial-2-again: trial-2-again: pet (broken)',
      'trial-2-again-after-0: owner',
    ]);
  });
});
