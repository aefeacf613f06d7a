import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { discriminatorOf, lostNames, toReference } from '../schema/discriminator.ts';
import { derivedIn } from '../schema/node.ts';
import { type Apart, apart, type Fault } from './left-out.ts';
import { membersOf, type Place } from './places-in-schemas.ts';
import { notice, type Reading, report, reportMissing } from './reading.ts';
import { receivedNodes, type Schematic, sentNodes } from './schematic.ts';

/** The targets of all `$ref`s in the schemas of operations, and what is wrong with them. */
export interface Definitions {
  /** Keyed by the text of the `$ref`. */
  readonly definitions: ReadonlyMap<string, unknown>;
  /** The faults in the schemas that an operation uses, also behind references, because of which it has no request. */
  readonly faultsOf: (operation: Schematic) => readonly Fault[];
  /** References of its responses to nowhere: the request does not depend on what is then not asserted. */
  readonly openIn: (operation: Schematic) => readonly Fault[];
}

/** Each target is visited once, so recursive schemas terminate and the work is linear in the size of the document. */
export function collectDefinitions(reading: Reading, operations: readonly Schematic[]): Definitions {
  const search: Search = {
    whole: reading,
    definitions: new Map(),
    missing: new Set(),
    anchors: new Set(),
    anchorReferences: [],
    waiting: [],
    owners: new Map(),
  };
  const all = [
    ...operations.map((operation) => [operation.responses, receivedNodes(operation)] as const),
    // Visited first: a reference that leaves out an operation is told at its place in what is sent.
    ...operations.map((operation) => [operation, sentNodes(operation)] as const),
  ];
  for (const [key, nodes] of all) {
    const owner = ownerOf(search, key, reading);
    for (const { schema, pointer } of nodes)
      search.waiting.push({ value: schema, path: fromPointer(pointer), named: false, owner });
  }
  visitAll(search);
  const isMissing = ({ target }: AnchorReference) => !search.anchors.has(target);
  // What is found so may refer to further ones.
  while (search.anchorReferences.some(isMissing) && addAnchoredSchemas(search)) visitAll(search);
  // Resolving an anchor depends on the schema resource, so `schema/` does that. Here we only check that the anchor exists.
  for (const { target, path, owner } of search.anchorReferences) {
    if (!search.anchors.has(target)) reportMissing(owner.part.reading, target, [...path, '$ref']);
  }
  const isSound = [...search.owners.values()].every(({ part }) => part.reading.findings.length === 0);
  return {
    definitions: search.definitions,
    faultsOf: (operation) => (isSound ? [] : faultsIn(search, operation).faults),
    openIn: (operation) => (isSound ? [] : faultsIn(search, operation).open),
  };
}

function visitAll(search: Search): void {
  for (let next = search.waiting.pop(); next; next = search.waiting.pop()) {
    const { value, path, named, owner } = next;
    if (typeof value !== 'object' || value === null || !mayRefer(value)) continue;
    if (isRecord(value) && !named) visitSchema(owner, value, path, search);
    for (const member of membersOf(next)) search.waiting.push(member);
  }
}

/** Whether a keyword that refers to something, or to which a reference leads, stands in a value. Most schemas have none. */
const mayRefer = once((value: object): boolean =>
  Object.keys(value).some((name) => {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    return REFERRING.has(name) || (typeof member === 'object' && member !== null && mayRefer(member));
  }),
);

const REFERRING: ReadonlySet<string> = new Set(['$ref', '$anchor', '$dynamicAnchor', 'discriminator']);

/** Adds the schemas of the components with an anchor to which a reference leads, and to which no pointer does; whether there are any. */
function addAnchoredSchemas({ whole, definitions, anchors, anchorReferences, waiting, owners }: Search): boolean {
  const schemas = valueAt(whole.root, ['components', 'schemas']);
  for (const [name, schema] of Object.entries(isRecord(schemas) ? schemas : {})) {
    const path = ['components', 'schemas', name];
    const target = `#${toPointer(path)}`;
    const own = definitions.has(target) ? [] : anchorsIn({ value: schema, path, named: false });
    const users = anchorReferences.filter(
      (one) => !anchors.has(one.target) && own.some(([name]) => name === one.target),
    );
    if (users.length === 0) continue;
    const owner: Owner = { part: apart(whole), uses: new Set() };
    owners.set(target, owner);
    for (const user of users) user.owner.uses.add(owner);
    definitions.set(target, schema);
    waiting.push({ value: schema, path, named: false, owner });
  }
  return waiting.length > 0;
}

/** All anchors in a schema, as `#name`, with what they name. */
function anchorsIn(place: Place): readonly (readonly [string, unknown])[] {
  const { value, named } = place;
  const own = isRecord(value) && !named ? anchorsOf(value).map((name) => [name, value] as const) : [];
  return [...own, ...membersOf(place).flatMap(anchorsIn)];
}

function anchorsOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  return [schema['$anchor'], schema['$dynamicAnchor']].flatMap((name) =>
    typeof name === 'string' ? [`#${name}`] : [],
  );
}

/** What holds references: an operation, or the target of a `$ref`. */
interface Owner {
  readonly part: Apart;
  readonly uses: Set<Owner>;
}

function ownerOf(search: Search, key: Key, reading: Reading): Owner {
  const known = search.owners.get(key);
  if (known) return known;
  const owner: Owner = { part: apart(reading), uses: new Set() };
  search.owners.set(key, owner);
  return owner;
}

function faultsIn(search: Search, operation: Schematic): Readonly<Record<'faults' | 'open', readonly Fault[]>> {
  const [sent, received] = [operation, operation.responses].map((key) =>
    faultsWithin(ownerOf(search, key, search.whole)),
  );
  const isSent = ({ pointer }: Fault) => sent?.some((one) => one.pointer === pointer) === true;
  const open = received?.filter((fault) => isToNowhere(fault) && !isSent(fault)) ?? [];
  return { faults: [...(sent ?? []), ...(received ?? []).filter((fault) => !isToNowhere(fault))], open };
}

/** Whether a fault is that of a reference whose target is not there, or not read. */
function isToNowhere({ finding: { code } }: Fault): boolean {
  return code !== 'reference/not-an-object' && code !== 'reference/circular';
}

function faultsWithin(owner: Owner): readonly Fault[] {
  const visited = new Set([owner]);
  // A set is iterated with what is added meanwhile.
  for (const { uses } of visited) for (const used of uses) visited.add(used);
  return [...visited].flatMap(({ part }) => part.faults());
}

/** An operation, for what is sent; its responses; or the text of a `$ref`. */
type Key = Schematic | Schematic['responses'] | string;

interface AnchorReference {
  readonly target: string;
  readonly path: readonly string[];
  readonly owner: Owner;
}

interface Search {
  /** Where remarks on the whole document are collected: those of an owner are not kept. */
  readonly whole: Reading;
  readonly definitions: Map<string, unknown>;
  /** The texts of `$ref`s to nowhere. */
  readonly missing: Set<string>;
  /** All `$anchor`s and `$dynamicAnchor`s, as `#name`. */
  readonly anchors: Set<string>;
  readonly anchorReferences: AnchorReference[];
  readonly waiting: Waiting[];

  readonly owners: Map<Key, Owner>;
}

/** Record the anchors of a schema and the target of its `$ref`. */
function visitSchema(owner: Owner, schema: Record<string, unknown>, path: readonly string[], search: Search): void {
  const { definitions, missing, anchors, anchorReferences, waiting } = search;
  for (const anchor of anchorsOf(schema)) {
    anchors.add(anchor);
    // For samples. What is judged finds an anchor in its own resource first.
    if (!definitions.has(anchor)) definitions.set(anchor, schema);
  }
  const { reading } = owner.part;
  visitMapped(reading, schema, path, search);
  const target = schema['$ref'];
  if (typeof target !== 'string') return;
  if (/^#[^/]/.test(target)) {
    anchorReferences.push({ target, path, owner });
    return;
  }
  const inTarget = ownerOf(search, target, reading);
  owner.uses.add(inTarget);
  if (definitions.has(target) || missing.has(target)) return;
  const found = target.startsWith('#') ? valueAt(reading.root, fromPointer(target)) : undefined;
  const at = [...path, '$ref'];
  if (found === undefined) {
    // What is not there is not judged, also inside of `not`.
    missing.add(target);
    reportMissing(inTarget.part.reading, target, at);
    return;
  }
  definitions.set(target, found);
  if (!isRecord(found) && typeof found !== 'boolean') {
    report(inTarget.part.reading, 'reference/not-an-object', at, `"${target}" is not a schema`);
  } else if (isLoop(reading.root, target)) {
    report(inTarget.part.reading, 'reference/circular', at, `"${target}" is a circular reference`);
  } else waiting.push({ value: found, path: fromPointer(target), named: false, owner: inTarget });
}

/** Children that only a mapping names, or that only have their parent in an `allOf`. They are sampled, but what is wrong with them is no reason to refuse the description. */
function visitMapped(reading: Reading, schema: Record<string, unknown>, path: readonly string[], search: Search): void {
  const { whole, definitions, waiting } = search;
  for (const name of lostNames(schema, (reference) => valueAt(reading.root, fromPointer(reference)) !== undefined)) {
    const at = [...path, 'discriminator', 'mapping', name];
    notice(whole, 'note', at, `"${name}" leads to no schema of the description: what has this value is not judged`);
  }
  const found = discriminatorOf(schema);
  const targets = [...Object.values(found?.mapping ?? {}), found?.usual];
  const mapped = targets.flatMap((target) => toReference(target) ?? []);
  const children = found ? (derivedIn(reading.root).get(`#${toPointer(path)}`) ?? []) : [];
  for (const target of [...mapped, ...children].filter((one) => !definitions.has(one))) {
    const found = valueAt(reading.root, fromPointer(target));
    if (!isRecord(found)) continue;
    definitions.set(target, found);
    waiting.push({ value: found, path: fromPointer(target), named: false, owner: ownerOf(search, target, reading) });
  }
}

/** Whether a reference leads only to references, and back. A schema that contains itself in a member is no loop. */
function isLoop(root: unknown, start: string): boolean {
  const visited = new Set<string>();
  let target: unknown = start;
  while (typeof target === 'string' && target.startsWith('#')) {
    if (visited.has(target)) return true;
    visited.add(target);
    const value = valueAt(root, fromPointer(target));
    target = isRecord(value) ? value['$ref'] : undefined;
  }
  return false;
}

interface Waiting extends Place {
  readonly owner: Owner;
}
