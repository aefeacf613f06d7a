/** Names of components that come from other files: as in that file, or as the file. */
import { decoded } from '../core/url-text.ts';
import type { Target } from './targets.ts';

/** Names that say nothing. Then the folder has the better one. */
const EMPTY: ReadonlySet<string> = new Set(['index', '_index', 'openapi', 'swagger', 'schema', 'schemas']);

/** Takes names that are free, in each group of components. */
export class ComponentNames {
  readonly #taken = new Map<string, Set<string>>();

  take(group: string, name: string): void {
    this.#of(group).add(name);
  }

  /** `Order` for `common.yaml#/components/schemas/Order`; where that is taken `common.Order`, and then `common.Order-2`. */
  give(group: string, target: Target): string {
    const taken = this.#of(group);
    const [short, long] = namesOf(target);
    let name = taken.has(short) ? long : short;
    for (let number = 2; taken.has(name); number += 1) name = `${long}-${number}`;
    taken.add(name);
    return name;
  }

  #of(group: string): Set<string> {
    const known = this.#taken.get(group) ?? new Set();
    this.#taken.set(group, known);
    return known;
  }
}

function namesOf({ address, path }: Target): readonly [string, string] {
  const segments = address
    .replace(/[?#].*$/, '')
    .split(/[/\\]/)
    .map(decoded);
  const stem = (segments.at(-1) ?? '').replace(/\.(ya?ml|json)$/i, '');
  const names = [
    segments.at(-2) ?? '',
    ...(EMPTY.has(stem) ? [] : [stem]),
    ...(path.length > 0 ? [path.at(-1) ?? ''] : []),
  ];
  const [before = '', last = before] = names.slice(-2).map(toComponentName);
  return [last || 'part', [before, last].filter((name) => name !== '').join('.') || 'part'];
}

/** https://spec.openapis.org/oas/v3.1.1.html#components-object allows these characters. */
function toComponentName(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '_');
}
