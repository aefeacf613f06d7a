/**
 * The words by which APIs commonly say what a list means. A word stands here only where nearly all APIs mean the same by it;
 * one that some of them use otherwise (`count`, `start`, `from`) is left out, however common it is.
 */

/** Parameter: the greatest number of items in an answer. */
export const LIMITS: ReadonlySet<string> = new Set([
  'limit',
  '_limit',
  '$top',
  'per_page',
  'perPage',
  'per-page',
  'page_size',
  'pageSize',
  'page-size',
  'page[size]',
  'page[limit]',
  'max_results',
  'maxResults',
  'max-results',
]);

/** Parameter: the index of the first item, from 0. Not `startIndex`, which counts from 1 in SCIM (RFC 7644) and OpenSearch. */
export const OFFSETS: ReadonlySet<string> = new Set(['offset', '_offset', 'skip', '$skip', 'startAt', 'page[offset]']);

/** Parameter: which page. Whether the first is 0 or 1 differs, and how long it is. */
export const PAGES: ReadonlySet<string> = new Set([
  'page',
  '_page',
  'page_number',
  'pageNumber',
  'page-number',
  'page[number]',
]);

/** Parameter: a mark in an earlier answer, from which to go on. */
export const CURSORS: ReadonlySet<string> = new Set([
  'cursor',
  'after',
  'before',
  'starting_after',
  'ending_before',
  'page_token',
  'pageToken',
  'next_token',
  'nextToken',
  'continuation_token',
  'continuationToken',
  'page[after]',
  'page[before]',
  'page[cursor]',
  '$skiptoken',
]);

/** Parameter: by what to sort. */
export const SORTS: ReadonlySet<string> = new Set([
  'sort',
  '_sort',
  'sort_by',
  'sortBy',
  'order_by',
  'orderBy',
  '$orderby',
  'ordering',
]);

/** Parameter: which way to sort, where that is not said by `-`. */
export const DIRECTIONS: ReadonlySet<string> = new Set([
  'direction',
  'order',
  '_order',
  'sort_order',
  'sortOrder',
  'sort_dir',
  'sortDirection',
]);

/** Parameters that search or shape the answer: never filters by equality, whatever the items hold. */
export const NO_FILTERS: ReadonlySet<string> = new Set([
  'q',
  'query',
  'search',
  'filter',
  '$filter',
  'fields',
  '$select',
  'include',
  'expand',
  '$expand',
  'embed',
  'view',
  'format',
  'from',
  'to',
  'since',
  'until',
  'min',
  'max',
  'lang',
  'locale',
  'timezone',
]);

/** Header: the number of all items that match. */
export const TOTAL_HEADERS: ReadonlySet<string> = new Set(['x-total-count', 'x-total', 'total-count']);

/** Header: the number of items in the answer, where another one gives the total, as TM Forum's TMF630 has it. */
export const COUNT_HEADERS: ReadonlySet<string> = new Set(['x-result-count']);

/** Headers that page, which nothing here judges. */
export const OTHER_HEADERS: ReadonlySet<string> = new Set(['link', 'content-range', 'x-next-page', 'x-total-pages']);

/** Members of an envelope that count, which nothing here judges. */
export const TOTAL_MEMBERS: ReadonlySet<string> = new Set([
  'total',
  'total_count',
  'total_items',
  'total_elements',
  'total_results',
  'count',
]);

/** Names of the array in an envelope, beside that of the resource itself. */
export const ENVELOPES: ReadonlySet<string> = new Set([
  'data',
  'items',
  'results',
  'values',
  'value',
  'records',
  'entries',
  'elements',
  'content',
  'list',
  'rows',
]);

/** Names that stand on a scale: `level=warning` may ask for warnings and all that is worse. */
export const SCALES: ReadonlySet<string> = new Set([
  'level',
  'log_level',
  'severity',
  'priority',
  'urgency',
  'impact',
  'risk',
  'importance',
  'rating',
  'rank',
  'grade',
  'tier',
  'size',
  'role',
  'permission',
  'access_level',
]);

/** Things that hold others of their kind: `project_id=7` may ask for its subprojects too. */
export const TREES: ReadonlySet<string> = new Set([
  'parent',
  'root',
  'ancestor',
  'category',
  'group',
  'folder',
  'directory',
  'collection',
  'department',
  'organization',
  'organisation',
  'org',
  'account',
  'tenant',
  'location',
  'region',
  'area',
  'site',
  'team',
  'unit',
  'project',
  'space',
  'topic',
  'tag',
]);

/** Words in a description after which a parameter may be something else than a filter by equality. */
export const NOT_EQUALITY =
  /\b(contain\w*|partial\w*|prefix\w*|begin\w*|start\w*|end\w*|wildcards?|regex\w*|patterns?|like|fuzzy|search\w*|at (least|most)|minim\w*|maxim\w*|or (more|less|above|below|higher|lower|greater|later|worse)|since|until|before|after|between|range|includ\w*|exclud\w*|except|also|not|comma|separated|multiple|several|any|all|list of|sub\w*|recursive\w*|nested|descend\w*|insensitive|ignored?)\b/i;

/** Words in a description by which a yes-or-no parameter selects. */
export const SELECTS = /\b(only|filter\w*)\b/i;

/** `customerId`, `customer-id` and `customer_id` are one name: `customer_id`. */
export function toPlainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-\s]/g, '_')
    .toLowerCase();
}

/** What one of the things that a path names may be called: `companies` -> `company`, `statuses` -> `status` or `statuse`. */
export function singularsOf(plural: string): readonly string[] {
  const name = toPlainName(plural);
  const endings: readonly (readonly [RegExp, string])[] = [
    [/ies$/, 'y'],
    [/es$/, ''],
    [/s$/, ''],
  ];
  return endings.filter(([ending]) => ending.test(name)).map(([ending, by]) => name.replace(ending, by));
}
