/** Data that a correct server may have, and that a hasty suite would fail. */
import { isRecord } from '../../src/core/json.ts';

export interface CalmData {
  readonly name: string;
  readonly items: (all: readonly unknown[]) => readonly unknown[];
  /** Milliseconds by which each answer is late. */
  readonly delay?: number;
  /** How many assertions have nothing to compare. */
  readonly notJudged: number;
}

const withMembers = (members: object) => (item: unknown) => ({ ...(isRecord(item) ? item : {}), ...members });

const onlyRequired = (item: unknown) => {
  const { id, status, priority, createdAt } = isRecord(item) ? item : {};
  return { id, status, priority, createdAt };
};

/** Always the same order for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const key = (index: number) => Math.sin(seed * 1000 + index * 7919);
  return items
    .map((item, index) => ({ item, order: key(index) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** That the list as it is holds is shown by the run of both clients, among the tests from end to end. */
export const CALM_DATA: readonly CalmData[] = [
  { name: 'the list is empty', items: () => [], notJudged: 204 },
  { name: 'there is one item', items: (all) => all.slice(0, 1), notJudged: 47 },
  {
    name: 'all items tie',
    items: (all) => all.map(withMembers({ createdAt: '2021-03-24T08:15:30Z', priority: 'P1' })),
    notJudged: 16,
  },
  { name: 'items have only the required members', items: (all) => all.map(onlyRequired), notJudged: 54 },
  {
    name: 'items have unknown members, the storage another order, and answers are slow',
    items: (all) => shuffled(all.map(withMembers({ added: { later: [1, null] } })), 1),
    delay: 60,
    notJudged: 5,
  },
];

/** Too long for the tests of every day. */
export const LONG_DATA: readonly CalmData[] = [
  {
    name: 'there are 1,000 items',
    items: (all) =>
      Array.from({ length: 1000 }, (_, index) => withMembers({ id: `id-${index}` })(all[index % all.length])),
    notJudged: 7,
  },
];
