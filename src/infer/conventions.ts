/**
 * The words by which APIs commonly say what a list means. A word stands here only where nearly all APIs mean the same by it;
 * one that some of them use otherwise (`count`, `start`, `from`) stands apart, and needs prose beside it.
 */

/** Parameter: the greatest number of items in an answer. */
export const LIMITS =
  words(`limit _limit $top top take per_page perPage per-page page_size pageSize page-size page[size]
  page[limit] max_results maxResults max-results`);

/** The same, where its description says so. */
export const LIMITS_BY_PROSE = words(
  'size count max n num rows results number first max_items maxItems items_per_page itemsPerPage',
);

/** Parameter: the index of the first item, from 0. Not `startIndex`, which counts from 1 in SCIM (RFC 7644) and OpenSearch. */
export const OFFSETS = words('offset _offset skip $skip startAt page[offset]');

/** The same, where its description says so. */
export const OFFSETS_BY_PROSE = words('start from start_index startIndex first_result firstResult position');

/** Parameter: which page. Whether the first is 0 or 1 differs. */
export const PAGE_NAMES = words('page _page page_number pageNumber page-number page[number] page_no pageNo');

/** Parameter: a cursor in an earlier answer, from which to go on. */
export const CURSOR_NAMES =
  words(`cursor after starting_after page_token pageToken next_token nextToken continuation_token
  continuationToken page[after] page[cursor] $skiptoken next_cursor nextCursor`);

/** Parameter: a cursor from which to go back. */
export const BACKWARD = words('before ending_before page[before] prev_cursor previous_cursor');

/** Member of the body: the cursor of the next page. `next` alone may be a URL as well. */
export const NEXT_CURSORS = words(
  'next_cursor next_page_token next_token continuation_token next_page_cursor cursor_next',
);

/** Parameter: by what to sort. */
export const SORTS = words(`sort _sort sort_by sortBy sort-by sortby order_by orderBy order-by orderby $orderby ordering
  sort_field sortField`);

/** Parameter: which way to sort, where that is not said beside the key. */
export const DIRECTIONS =
  words(`direction order _order dir sort_order sortOrder sort_dir sortDir sort_direction sortDirection
  order_dir orderDir order_direction orderDirection`);

/** Parameters that search or shape the answer: never filters by equality, whatever the items hold. */
export const NO_FILTERS =
  words(`q query search filter $filter fields $select include expand $expand embed view format from to since until min
  max lang locale timezone`);

/** Header: the number of all items that match. */
export const TOTAL_HEADERS = words('x-total-count x-total total-count x-total-results x-pagination-total-count');

/** Header: the number of items in the answer, where another one gives the total, as TM Forum's TMF630 has it. */
export const COUNT_HEADERS = words('x-result-count');

/** Header: the same, where its description says so. */
export const COUNT_HEADERS_BY_PROSE = words('x-count x-page-count x-returned-count x-items-count');

/** Members of an envelope that count all items. */
export const TOTAL_MEMBERS = words(`total total_count total_items total_elements total_results total_records total_hits
  total_size total_rows total_entries @odata.count`);

/** The same, or the number of items in the answer: only the description says which. */
export const COUNT_MEMBERS = words('count size returned result_count returned_count items_count num_results');

/** Members that are the number of items in the answer. */
export const PAGE_COUNT_MEMBERS = words('number_of_elements returned_count items_in_page item_count_in_page');

/** Objects in an envelope that tell about the page. */
export const META = words(`meta _meta metadata paging pagination page page_info result_info links _links cursors pages
  response_metadata search_metadata`);

/** Names of the array in an envelope, beside that of the resource itself. */
export const ENVELOPES = words('data items results values value records entries elements content list rows');

/** Names of arrays that stand in an envelope beside the items. */
export const ASIDE = words('included includes errors warnings messages facets aggregations links _links');

/** Names that stand on a scale: `level=warning` may ask for warnings and all that is worse. */
export const SCALES =
  words(`level log_level severity priority urgency impact risk importance rating rank grade tier size role permission
  access_level`);

/** Things that hold others of their kind: `project_id=7` may ask for its subprojects too. */
export const TREES =
  words(`parent root ancestor category group folder directory collection department organization organisation org account
  tenant location region area site team unit project space topic tag`);

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

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
