/** The state of one upgrade from Swagger 2.0: where each part of the new document comes from, and the parts that are shared. */
import { UserError } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import type { Notice, NoticeKind } from '../../core/notices.ts';
import { fromPointer, toPointer, valueAt } from '../../core/pointer.ts';
import { MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from '../nesting.ts';
import type { Parsed } from '../parse.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A part of the 2.0 document, and where it goes. Both are JSON pointers. */
export interface Part {
  readonly value: unknown;
  readonly from: string;
  readonly to: string;
}

/** The parts that references share. `pathItems` and `x-operations` hold what OpenAPI 3.0 has no place for. */
export type Shared = 'schemas' | 'parameters' | 'responses' | 'pathItems' | 'x-operations';

export interface Upgrading {
  readonly parsed: Parsed;
  readonly root: Members;
  /** Pointer in the new document -> pointer in the old one, for each part whose path is not that of the part around it, moved. */
  readonly origins: Map<string, string>;
  readonly notices: Map<string, Notice>;
  readonly components: Partial<Record<Shared, Record<string, unknown>>>;
  /** The references to shared parts, by kind, target and variant. */
  readonly references: Map<string, string>;
  /** The upgrades of shared parts that are still to be done. */
  readonly waiting: (() => void)[];
}

/** The member of a part, which keeps its name. */
export function memberOf({ value, from, to }: Part, name: string): Part {
  const step = toPointer([name]);
  const member = isRecord(value) || Array.isArray(value) ? valueAt(value, [name]) : undefined;
  return { value: member, from: from + step, to: to + step };
}

/** The members of a part as parts; none if it is no object. */
export function membersOf(part: Part): readonly (readonly [string, Part])[] {
  return isRecord(part.value) ? Object.keys(part.value).map((name) => [name, memberOf(part, name)]) : [];
}

/** The part at another place of the new document. */
export function moved(upgrading: Upgrading, part: Part, to: string, ...more: readonly string[]): Part {
  const place = to + toPointer(more);
  upgrading.origins.set(place, part.from);
  return { ...part, to: place };
}

/** A remark on a part. One that is shared gives one remark. */
export function remark({ notices }: Upgrading, kind: NoticeKind, { from, to }: Part, message: string): void {
  const key = `${from} ${message}`;
  if (!notices.has(key)) notices.set(key, { kind, message, pointer: to });
}

/** The part, or the last target of its `$ref`s. `undefined` if it does not exist; the reference itself is then kept. */
export function followed({ root }: Upgrading, part: Part): Part | undefined {
  const visited = new Set<string>();
  for (let current = part; ; ) {
    const reference = isRecord(current.value) ? current.value['$ref'] : undefined;
    if (typeof reference !== 'string') return current;
    const path = fromPointer(reference);
    const value = reference.startsWith('#') && !visited.has(reference) ? valueAt(root, path) : undefined;
    if (value === undefined) return undefined;
    visited.add(reference);
    current = { value, from: toPointer(path), to: current.to };
  }
}

/** A shared part: its kind, the text of its reference, and its variant, where one part gives several. */
export interface Target {
  readonly kind: Shared;
  readonly reference: string;
  readonly variant?: string;
}

/**
 * The new reference to a shared part, which is upgraded later: chains of references may be long, and may end where they begin.
 * `undefined` if the target does not exist. A schema that is itself a reference stays one.
 */
export function shared(
  upgrading: Upgrading,
  { kind, reference, variant = '' }: Target,
  upgrade: (part: Part) => unknown,
): string | undefined {
  const path = fromPointer(reference);
  const key = `${kind} ${variant} ${reference.startsWith('#') ? toPointer(path) : reference}`;
  const known = upgrading.references.get(key);
  if (known !== undefined) return known;
  const first = {
    value: reference.startsWith('#') ? valueAt(upgrading.root, path) : undefined,
    from: toPointer(path),
    to: '',
  };
  const target = kind === 'schemas' ? first : followed(upgrading, first);
  if (target?.value === undefined || target.value === null) return undefined;
  // Without a prototype, `__proto__` is a name like others.
  upgrading.components[kind] ??= Object.create(null) as Record<string, unknown>;
  const holder = upgrading.components[kind];
  const stem = `${path.at(-1) ?? kind}${variant && ` ${variant}`}`;
  let name = stem;
  for (let count = 2; Object.hasOwn(holder, name); count += 1) name = `${stem} ${count}`;
  const part = moved(upgrading, target, toPointer(['components', kind, name]));
  const local = `#${encodeURI(part.to)}`;
  upgrading.references.set(key, local);
  holder[name] = undefined;
  upgrading.waiting.push(() => {
    holder[name] = upgrade(part);
  });
  return local;
}

/** Upgrades the shared parts, and those that they refer to. */
export function finish({ waiting }: Upgrading): void {
  // The list grows while it is read.
  for (const upgrade of waiting) upgrade();
}

/** Refuses what is nested too deep, or contains itself, as an object of a module can. */
export function checkDepth({ parsed }: Upgrading, { from }: Part, depth: number): void {
  if (depth <= MAX_DEPTH) return;
  const [first = '', second = ''] = fromPointer(from);
  throw new UserError({
    code: 'document/syntax',
    message: TOO_DEEP_OR_ENDLESS,
    place: parsed.locate(toPointer([first, second])),
  });
}

/** The elements that are texts. */
export function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? [...new Set(value.filter((one): one is string => typeof one === 'string'))] : undefined;
}
