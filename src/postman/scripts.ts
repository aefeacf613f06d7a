/** All scripts of a collection: those of the collection itself, of its folders, and of its requests. */
import { mayBeRefusedToo } from '../contract/refused-too.ts';
import { type Contract, type Entry, entriesOf, type Group } from '../contract/types.ts';
import type { ApiModel } from '../model/types.ts';
import { joined, js, oncePerText, type Script } from '../rules/script.ts';
import { usesAbout } from '../sandbox/library.ts';
import { aboutOf } from './about.ts';
import { toBeforeScript } from './before-script.ts';
import { toCollectionScript } from './collection-scripts.ts';
import { listPiece } from './list-data.ts';
import { type Piece, sharing, toPlacement } from './shared-data.ts';
import { libraryNamesIn, toTestScript } from './test-script.ts';
import type { ItemScripts } from './to-item.ts';

export interface Scripts {
  readonly ofCollection: Script;
  readonly ofGroup: (group: Group) => Script;
  readonly ofEntry: (entry: Entry) => ItemScripts;
}

/** Write all scripts of a contract. Data that several scripts need appears once. */
export function toScripts(contract: Contract): Scripts {
  const { model } = contract;
  const entries = entriesOf(contract);
  const needs = new Map(entries.map((entry) => [entry, piecesOf(entry, model)]));
  const placement = toPlacement(contract.groups, (entry) => needs.get(entry) ?? []);
  const mayBeRefused = mayBeRefusedToo(entries.map(({ request }) => request));
  const same = oncePerText();
  const items = new Map(
    entries.map((entry) => {
      const own = placement.ofEntry.get(entry) ?? [];
      const { before, test } = toItemScripts(entry, own, mayBeRefused, model);
      return [entry, { before: same(before), test: same(test) }];
    }),
  );
  const uses = {
    scripts: [...new Set([...items.values()].flatMap(({ before, test }) => [before, test]))],
    readers: [...new Set(entries.flatMap(({ assertions }) => assertions.flatMap(({ reads }) => reads)))],
    schemas: entries.flatMap(({ assertions }) =>
      assertions.flatMap(({ schemas }) =>
        schemas.flatMap(({ schema, definitions }) => [schema, ...definitions.values()]),
      ),
    ),
  };
  const beforeOf = (entry: Entry) => items.get(entry)?.before ?? NOTHING;
  const common = commonBefore(contract.groups, beforeOf);
  const inFolder = new Set([...common.keys()].flatMap(({ entries: own }) => own));
  return {
    ofCollection: toCollectionScript(model, uses, placement.ofCollection),
    ofGroup: (group) => joined([sharing(placement.ofGroup.get(group) ?? []), common.get(group) ?? NOTHING]),
    ofEntry: (entry) => ({
      before: inFolder.has(entry) ? NOTHING : beforeOf(entry),
      test: items.get(entry)?.test ?? NOTHING,
    }),
  };
}

const NOTHING = js``;

/** The pre-request script of each folder whose requests all have the same one: it runs before each of them. */
function commonBefore(groups: readonly Group[], beforeOf: (entry: Entry) => Script): ReadonlyMap<Group, Script> {
  const found = new Map<Group, Script>();
  const look = (group: Group) => {
    group.groups.forEach(look);
    const [first, ...others] = group.entries.map(beforeOf);
    if (!first || first.text === '' || others.length === 0 || group.groups.length > 0) return;
    if (others.every(({ text }) => text === first.text)) found.set(group, first);
  };
  groups.forEach(look);
  return found;
}

/** The pieces of a request that other requests may share. */
function piecesOf({ request, assertions }: Entry, model: ApiModel): readonly Piece[] {
  const list = needsList(assertions) ? listPiece(request, model) : undefined;
  const definitions = assertions.flatMap(({ schemas }) =>
    schemas.flatMap((shared) =>
      [...shared.definitions].map(([name, value]): Piece => ({ table: 'schemas', name, value })),
    ),
  );
  return [...(list ? [list] : []), ...definitions];
}

function toItemScripts(
  entry: Entry,
  own: readonly Piece[],
  mayBeRefused: ReadonlySet<string>,
  model: ApiModel,
): ItemScripts {
  const about = needsList(entry.assertions) ? aboutOf(entry, model) : undefined;
  return {
    before: toBeforeScript(entry, model, mayBeRefused),
    test: toTestScript(entry, { own: sharing(own), about }),
  };
}

/** Whether the assertions call functions that need the data about the list. */
function needsList(assertions: Entry['assertions']): boolean {
  return usesAbout(
    assertions.flatMap(({ script, form }) => [...libraryNamesIn(script), ...(form === 'test' ? [] : [form])]),
  );
}
