import { type Contract, type Entry, entriesOf } from '../contract/types.ts';

/** Which requests of a contract need which: a value that one captures is an argument of a later one. */
export interface Dependencies {
  /** What must be sent before this request: those that capture a value it needs, and those that they need. */
  readonly neededBy: (entry: Entry) => readonly Entry[];
  /** What is asked with values that this request captures, and with values that those capture. */
  readonly dependingOn: (entry: Entry) => readonly Entry[];
}

/** Both lists are in the order of the contract. */
export function toDependencies({ groups }: Pick<Contract, 'groups'>): Dependencies {
  const entries = entriesOf({ groups });
  const isBefore = (one: Entry, other: Entry) => entries.indexOf(one) < entries.indexOf(other);
  const direct = entries.flatMap((user) =>
    entries
      .filter((capturer) => isBefore(capturer, user) && capturesFor(capturer, user))
      .map((capturer) => ({ capturer, user })),
  );
  const neededBy = (entry: Entry) => direct.filter(({ user }) => user === entry).map(({ capturer }) => capturer);
  const dependingOn = (entry: Entry) => direct.filter(({ capturer }) => capturer === entry).map(({ user }) => user);
  return {
    neededBy: (entry) => allFrom(entry, neededBy, entries),
    dependingOn: (entry) => allFrom(entry, dependingOn, entries),
  };
}

function capturesFor({ request: { captures } }: Entry, { request }: Entry): boolean {
  const { credentials } = request;
  const needed = request.arguments.flatMap(({ enabled, value }) =>
    enabled && value.kind === 'variable' ? [value.name] : [],
  );
  if (credentials.kind === 'small-scope') needed.push(credentials.variable);
  return captures.some((remaining) => 'variable' in remaining && needed.includes(remaining.variable));
}

/** All that can be reached from an entry, without itself. It ends, since each step goes one way through the contract. */
function allFrom(entry: Entry, step: (from: Entry) => readonly Entry[], entries: readonly Entry[]): readonly Entry[] {
  const found = new Set<Entry>();
  const visit = (from: Entry) => {
    for (const next of step(from)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(entry);
  return entries.filter((candidate) => found.has(candidate));
}
