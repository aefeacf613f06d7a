/**
 * Common names of parameters, headers and members of lists. A name is listed only if nearly all APIs use it in the same way;
 * ambiguous names (`count`, `start`, `from`) are in separate `…_BY_PROSE` sets and need a description that confirms them.
 */

/** Parameters for the maximum number of items in a response. */
export const LIMITS =
  parameters(`limit _limit $top top take per_page perPage per-page page_size pageSize page-size pagesize page[size]
  page[limit] max_results maxResults max-results`);

/** The same, if the description confirms it. */
export const LIMITS_BY_PROSE = parameters(
  'size count max n num rows results number first max_items maxItems items_per_page itemsPerPage',
);

/**
 * Parameters for the index of the first item, starting at 0. Not `startIndex`, which starts at 1 in SCIM (RFC 7644) and
 * OpenSearch.
 */
export const OFFSETS = parameters('offset _offset skip $skip startAt page[offset]');

/** The same, if the description confirms it. */
export const OFFSETS_BY_PROSE = parameters('start from start_index startIndex first_result firstResult position');

/** Parameters for the page number. APIs differ in whether the first page is 0 or 1. */
export const PAGE_NAMES = parameters(
  'page _page page_number pageNumber page-number pagenumber page[number] page_no pageNo',
);

/** Parameters for the cursor of the next page, taken from the previous response. */
export const CURSOR_NAMES =
  parameters(`cursor after starting_after page_token pageToken next_token nextToken continuation_token
  continuationToken page[after] page[cursor] $skiptoken next_cursor nextCursor`);

/** Parameters for the cursor of the previous page. */
export const BACKWARD = parameters('before ending_before page[before] prev_cursor previous_cursor');

/** Members that name an item, the most usual ones first. */
export const NAMING: readonly string[] = ['id', 'key', 'slug', 'login', 'code', 'username', 'uuid', 'name'];

/** Members of the body with the next cursor. `next` alone is missing here, because it may be a URL. */
export const NEXT_CURSORS = words(
  'next_cursor next_page_token next_token continuation_token next_page_cursor cursor_next',
);

/** Parameters for the sort key. */
export const SORTS =
  parameters(`sort _sort sort_by sortBy sort-by sortby order_by orderBy order-by orderby $orderby ordering
  sort_field sortField`);

/** Parameters for the sort direction, if it is separate from the key. */
export const DIRECTIONS =
  parameters(`direction order _order dir sort_order sortOrder sort_dir sortDir sort_direction sortDirection
  order_dir orderDir order_direction orderDirection`);

/**
 * Parameters for searching or for shaping the response. They never filter by equality, even if items have a member of the
 * same name.
 */
export const NO_FILTERS =
  words(`q query search filter $filter fields $select include expand $expand embed view format from to since until min
  max lang locale timezone`);

/** Headers with the number of all matching items. */
export const TOTAL_HEADERS = words(`x-total-count x-total total-count x-total-results x-total-records x-total-items
  x-pagination-total-count x-pagination-total pagination-total x-wp-total`);

/** Headers with the number of items in the response, if another header gives the total, as in TM Forum's TMF630. */
export const COUNT_HEADERS = words('x-result-count');

/** The same, if the description confirms it. */
export const COUNT_HEADERS_BY_PROSE = words('x-count x-page-count x-returned-count x-items-count');

/** Members of an envelope with the number of all matching items. */
export const TOTAL_MEMBERS = words(`total total_count total_items total_elements total_results total_records total_hits
  total_size total_rows total_entries @odata.count`);

/** Members with either the total or the number of items in the response; the description decides. */
export const COUNT_MEMBERS = words('count size results returned result_count returned_count items_count num_results');

/** Members with the number of items in the response. */
export const PAGE_COUNT_MEMBERS = words('number_of_elements returned_count items_in_page item_count_in_page');

/** Objects in an envelope with facts about the page. */
export const META = words(`meta _meta metadata paging pagination page page_info result_info links _links cursors pages
  response_metadata search_metadata`);

/**
 * Common names of the array in an envelope, besides the name of the resource; `features` of GeoJSON (RFC 7946), `Resources` of SCIM (RFC 7644),
 * and `member` of Hydra.
 */
export const ENVELOPES = words(`data items results result values value records entries elements content list rows docs
  objects hits features Resources resources member hydra:member`);

/** Names of other arrays that may stand next to the items in an envelope. */
export const ASIDE = words('included includes errors warnings messages facets aggregations links _links');

/** Names of members with a scale: `level=warning` may also select everything more severe. */
export const SCALES =
  words(`level log_level severity priority urgency impact risk importance rating rank grade tier size role permission
  access_level`);

/** Resources that may be nested: `project_id=7` may also select items of subprojects. */
export const TREES =
  words(`parent root ancestor category group folder directory collection department organization organisation org account
  tenant location region area site team unit project space topic tag`);

/** Normalizes `customerId`, `customer-id` and `customer_id` to `customer_id`. */
export function toPlainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-\s]/g, '_')
    .toLowerCase();
}

/** Possible singulars of a plural in a path: `companies` -> `company`, `statuses` -> `status` or `statuse`. */
export function singularsOf(plural: string): readonly string[] {
  const name = toPlainName(plural);
  const endings: readonly (readonly [RegExp, string])[] = [
    [/ies$/, 'y'],
    [/es$/, ''],
    [/s$/, ''],
  ];
  return endings.filter(([ending]) => ending.test(name)).map(([ending, by]) => name.replace(ending, by));
}

/** Names of parameters, also with a capital, as .NET writes `PageSize`. */
function parameters(text: string): ReadonlySet<string> {
  const names = text.split(/\s+/);
  return new Set([...names, ...names.map((name) => name.slice(0, 1).toUpperCase() + name.slice(1))]);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
