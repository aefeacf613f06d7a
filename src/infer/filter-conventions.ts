import type { Parameter } from '../model/types.ts';
import { memberAt, type PlacedMember } from '../schema/members.ts';
import { typesOf } from '../schema/types-of.ts';
import { COUNT_HEADERS, TOTAL_HEADERS, TREES, toPlainName } from './conventions.ts';
import { readEquality } from './equality-prose.ts';
import type { FoundList } from './find-list.ts';

/** Whether a free-form parameter is described as a filter by any member. */
export function isOpenFilter({ description }: Parameter): boolean {
  // The list of filter phrases needs a name; for a free-form parameter it is "attribute".
  const stated = readEquality(
    description.replace(/\b(any|all|every|each)\b (of the )?(other )?(?=\w+)/gi, 'an '),
    'attribute',
  );
  return (
    /\b(filter\w*|only|attributes?|criteria)\b/i.test(description) &&
    (stated.says === 'equality' || /\bfilter/i.test(description)) &&
    !/\b(contain|partial|prefix|operator)/i.test(description)
  );
}

/**
 * Whether a list follows TMF630, as the APIs of TM Forum do: both count headers, `offset` and `limit`, and a sentence that
 * adding attributes to the URI filters by their exact values.
 */
export function filtersByAttributes({ about, operation, response }: FoundList): boolean {
  const has = (names: ReadonlySet<string>) => response.headers.some(({ name }) => names.has(name.toLowerCase()));
  const asks = (name: string) => operation.parameters.some((parameter) => parameter.name === name);
  const ofParameters = operation.parameters.map(({ description }) => description);
  const statement = [operation.description, operation.summary, about, ...ofParameters].join('\n');
  const isStated = /\bfilter\w*\b[^.]*\battributes?\b|\battributes?\b[^.]*\bfilter\w*/i.test(statement);
  return has(TOTAL_HEADERS) && has(COUNT_HEADERS) && asks('offset') && asks('limit') && isStated;
}

/** Whether a resource may contain others of its kind, by its name or by a member for its parent or children. */
export function isTree({ schemas }: FoundList, name: string): boolean {
  const plain = toPlainName(name.split('.').at(-1) ?? '').replace(/_(id|uuid|code|name|slug)$/, '');
  if (!TREES.has(plain)) return false;
  const leadsToItsKind = /"(parent|children|ancestors?|sub_?[a-z]+|path)(_?id|_?ids)?":\{/i;
  return [...schemas.definitions.values()].some((schema) => leadsToItsKind.test(JSON.stringify(schema)));
}

/** The member that the description names, if the parameter's name does not determine one: "whose `actor.id` equals it". */
export function statedMember(
  { schemas, item }: FoundList,
  { description }: Parameter,
  named: PlacedMember | undefined,
): PlacedMember | undefined {
  if (named && !typesOf(schemas, named.schema).has('object')) return named;
  const paths = [
    ...new Set(
      [...description.matchAll(/`([\w-]+(?:\.[\w-]+)+)` (?:is|equals|matches|has)\b/g)].map(([, path = '']) => path),
    ),
  ];
  const stated = paths.flatMap((path) => memberAt(schemas, item, path.split('.')) ?? []);
  return stated.length === 1 ? stated[0] : named;
}
