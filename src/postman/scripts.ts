/** All scripts of a collection: those of the collection itself, of its folders, and of its requests. */
import { type Contract, type Entry, entriesOf, type Group } from '../contract/types.ts';
import type { ApiModel } from '../model/types.ts';
import { js, oncePerText, type Script } from '../rules/script.ts';
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
  const same = oncePerText();
  const items = new Map(
    entries.map((entry) => {
      const { before, test } = toItemScripts(entry, placement.ofEntry.get(entry) ?? [], model);
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
  return {
    ofCollection: toCollectionScript(model, uses, placement.ofCollection),
    ofGroup: (group) => sharing(placement.ofGroup.get(group) ?? []),
    ofEntry: (entry) => items.get(entry) ?? { before: js``, test: js`` },
  };
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

function toItemScripts(entry: Entry, own: readonly Piece[], model: ApiModel): ItemScripts {
  const about = needsList(entry.assertions) ? aboutOf(entry, model) : undefined;
  return { before: toBeforeScript(entry, model), test: toTestScript(entry, { own: sharing(own), about }) };
}

/** Whether the assertions call functions that need the data about the list. */
function needsList(assertions: Entry['assertions']): boolean {
  return usesAbout(
    assertions.flatMap(({ script, form }) => [...libraryNamesIn(script), ...(form === 'test' ? [] : [form])]),
  );
}
