import { toPointer } from '../core/pointer.ts';
import { DIRECTIONS, SORTS } from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { ListMeaning, SortKey } from './list-meaning.ts';
import { enumOf, keywordAt, membersOf, scalarType, toNode } from './schema-view.ts';
import type { Parameter } from './types.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'sort'>;
  readonly notes: readonly Note[];
}

/**
 * By what a list sorts: only where the description shows names of members, and `-` for descending, and only by numbers and
 * times, for which alphabet text is sorted by is nowhere said.
 */
export function inferSort(found: FoundList): Inferred {
  const query = found.operation.parameters.filter((parameter) => parameter.in === 'query');
  const [parameter, ...more] = query.filter(({ name }) => SORTS.has(name));
  if (!parameter) return { part: {}, notes: [] };
  const direction = query.find(({ name }) => DIRECTIONS.has(name));
  const what = `"${parameter.name}" sorts`;
  const out = (why: string): Inferred => ({ part: {}, notes: [leftOut(what, why, declaration(parameter, ['…']))] });
  if (more.length > 0) return out(`"${more[0]?.name}" may be it as well`);
  if (direction) return out(`the direction is a parameter of its own, "${direction.name}", which is not judged`);
  const shown = whatIsShown(found, parameter);
  if (!shown) return out('its syntax is not certain: nothing shows names with "-" for descending');
  const members = membersOf(found.root, found.item);
  const known = members.filter(({ name }) => shown.names.has(name));
  const keys = known.flatMap(({ name, schema }): SortKey[] => {
    const type = scalarType(found.root, schema);
    const format = keywordAt(found.root, schema, 'format')?.value;
    const member = toPointer([name]);
    if (type === 'integer' || type === 'number') return [{ name, member, order: 'number' }];
    const isTime = type === 'string' && (format === 'date-time' || format === 'date');
    return isTime ? [{ name, member, order: 'date-time' }] : [];
  });
  if (keys.length === 0) return out('none of the names it is known to take is a number or a time in an item');
  const odd = shown.default.find((word) => !members.some(({ name }) => name === word));
  if (odd !== undefined) return out(`its default, "${odd}", is no member of an item`);
  const names = keys.map(({ name }) => name);
  const others = known.map(({ name }) => name).filter((name) => !names.includes(name));
  return {
    part: {
      sort: {
        parameter: parameter.name,
        keys,
        ascending: '{key}',
        descending: '-{key}',
        several: false,
        stable: false,
      },
    },
    notes: [
      inferred(`${what} by ${names.join(', ')}, "-" descends`, shown.why, declaration(parameter, names)),
      ...others.map((name) =>
        leftOut(`${what} by ${name}`, 'the order of text is not certain', declaration(parameter, [...names, name])),
      ),
    ],
  };
}

function declaration({ name }: Parameter, keys: readonly string[]): string {
  return toYamlLine('x-list', { sort: { parameter: name, keys } });
}

interface Shown {
  readonly names: ReadonlySet<string>;
  readonly default: readonly string[];
  readonly why: string;
}

/** The names that a sort parameter is shown with; `undefined` where nothing shows that `-` before a name descends. */
function whatIsShown({ root }: FoundList, parameter: Parameter): Shown | undefined {
  const schema = toNode(parameter.node);
  const elements = keywordAt(root, schema, 'items');
  const isText = scalarType(root, schema) === 'string' || (elements && scalarType(root, elements) === 'string');
  if (parameter.spelling !== 'single' || !isText || keywordAt(root, elements ?? schema, 'pattern')) return undefined;
  const fallback = toWords(keywordAt(root, schema, 'default')?.value);
  const bare = fallback.map((word) => word.replace(/^-/, ''));
  const values = enumOf(root, schema) ?? (elements && enumOf(root, elements));
  if (values) {
    const texts = values.map(String);
    const names = texts.filter((text) => texts.includes(`-${text}`));
    return names.length > 0
      ? { names: new Set(names), default: bare, why: 'its enum, with and without "-"' }
      : undefined;
  }
  const examples = [parameter.example, ...['example', 'examples'].map((word) => keywordAt(root, schema, word)?.value)];
  const words = [...examples.flatMap(toWords), ...fallback];
  const { description } = parameter;
  const isTold = /(["'`(]-["'`)]|\bminus\b|\bhyphen\b|\bdash\b)/i.test(description) && /\bdesc/i.test(description);
  if (!isTold && !words.some((word) => word.startsWith('-'))) return undefined;
  const quoted = [...description.matchAll(/["'`]-?([\w.]+)["'`]/g)].map(([, name]) => name ?? '');
  const names = new Set([...words.map((word) => word.replace(/^-/, '')), ...quoted]);
  return { names, default: bare, why: isTold ? 'its description' : 'its example' };
}

/** `-createdAt,priority` -> its words; nothing where the text is spelled in another way. */
function toWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toWords);
  if (typeof value !== 'string' || !/^-?[A-Za-z_][\w.]*(,-?[A-Za-z_][\w.]*)*$/.test(value)) return [];
  return value.split(',');
}
