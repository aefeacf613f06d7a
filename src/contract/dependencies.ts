import { type Contract, type Entry, entriesOf } from './types.ts';

/** Which requests depend on which: a request captures a value, and a later one has it as an argument. */
export interface Dependencies {
  /** The requests that must be sent before this one: those whose captured values it needs, directly or not. */
  readonly neededBy: (entry: Entry) => readonly Entry[];
  /** The requests that need a value that this one captures, directly or not. */
  readonly dependingOn: (entry: Entry) => readonly Entry[];
}

/** Both lists are in the order of the contract. */
export function toDependencies({ groups }: Pick<Contract, 'groups'>): Dependencies {
  const entries = entriesOf({ groups });
  const direct = entries.flatMap((user, place) =>
    entries
      .slice(0, place)
      .filter((capturer) => capturesFor(capturer, user))
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
    enabled && value.kind === 'variable' ? [value.from ?? value.name] : [],
  );
  needed.push(...(request.body?.variables ?? []).map(({ variable }) => variable));
  if (request.after !== undefined) needed.push(request.after);
  if (credentials.kind === 'small-scope') needed.push(credentials.variable);
  // Without an entity tag, a request is sent with `*`.
  return captures.some((one) => 'variable' in one && one.kind !== 'entity-tag' && needed.includes(one.variable));
}

/**
 * All entries that can be reached from one, without itself. It ends, since every step goes in one direction through the
 * contract.
 */
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
