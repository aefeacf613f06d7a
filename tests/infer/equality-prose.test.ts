import { expect, it } from 'vitest';
import { readEquality, readEqualityOfAll } from '../../src/infer/equality-prose.ts';

it.each([
  // What leaves no doubt.
  { name: 'priority', text: 'Only the tickets with this priority.', want: 'equality' },
  {
    name: 'country',
    text: 'Only the incidents that occurred in this country, such as FR for France.',
    want: 'equality',
  },
  { name: 'status', text: 'Return only orders in the given status.', want: 'equality' },
  { name: 'status', text: 'Only returns transactions of the given type.', want: 'equality' },
  { name: 'genre', text: 'Limit the result to books of this genre.', want: 'equality' },
  {
    name: 'genre',
    text: 'Return only books of this genre. If omitted, books of all genres are returned.',
    want: 'equality',
  },
  { name: 'status', text: 'Only include tickets with this status (default: all).', want: 'equality' },
  { name: 'author', text: 'Books whose author is the one given.', want: 'equality' },
  { name: 'author', text: 'Filter by author name (exact match).', want: 'equality', exact: true },
  { name: 'city', text: 'City, matched exactly.', want: 'equality', exact: true },
  { name: 'city', text: 'Must equal the city of the shop.', want: 'equality', exact: true },
  { name: 'city', text: 'Filter by city. No partial matches.', want: 'equality', exact: true },
  { name: 'city', text: 'Case-insensitive exact match on the city.', want: 'equality', exact: false },
  { name: 'author_id', text: 'Only books by this author.', want: 'equality' },
  { name: 'floor', text: 'Rooms on the specified floor.', want: 'equality' },
  { name: 'assignee', text: 'Tickets assigned to this user id.', want: 'equality' },
  { name: 'type', text: 'Returns events having the specified type.', want: 'equality' },
  // What turns it round, or adds others.
  { name: 'status', text: 'Leave out items with this status', want: 'other' },
  { name: 'status', text: 'Items with this status are hidden.', want: 'other' },
  { name: 'status', text: 'Skips orders in the given status.', want: 'other' },
  { name: 'owner', text: 'Only items of this owner, or of a member of their team.', want: 'other' },
  { name: 'name', text: 'Only items with this name or code', want: 'other' },
  { name: 'owner', text: 'Only items of this owner. If it is omitted, all are shown.', want: 'equality' },
  { name: 'state', text: 'Only items in this state: `open` or `closed`.', want: 'equality' },
  // What says that it filters, but not how.
  { name: 'author', text: 'Filter by author.', want: 'filter' },
  { name: 'status', text: 'Filters the list on the status.', want: 'filter' },
  { name: 'active', text: 'Only active ones.', want: 'filter' },
  // What says nothing of it.
  { name: 'status', text: '', want: 'nothing' },
  { name: 'status', text: 'The status of an issue.', want: 'nothing' },
  { name: 'region', text: 'Only available for premium accounts.', want: 'nothing' },
  { name: 'region', text: 'Only used for reports.', want: 'nothing' },
  // What may be more, or less.
  { name: 'severity', text: 'Only alerts of this severity or higher.', want: 'other' },
  { name: 'severity', text: 'Minimum severity.', want: 'other' },
  { name: 'title', text: 'Only books whose title contains this text.', want: 'other' },
  { name: 'title', text: 'Title to search for.', want: 'other' },
  { name: 'name', text: 'Only users whose name starts with this.', want: 'other' },
  { name: 'name', text: 'Filter by name. `*` is a wildcard.', want: 'other' },
  { name: 'name', text: 'Partial match on the name.', want: 'other' },
  { name: 'category', text: 'Only products in this category and its subcategories.', want: 'other' },
  { name: 'state', text: 'Only issues in this state, or all of them.', want: 'other' },
  { name: 'tags', text: 'Only posts with all of these tags.', want: 'other' },
  { name: 'archived', text: 'Include archived tickets.', want: 'other' },
  { name: 'status', text: 'Only tickets that are not in this status.', want: 'other' },
  { name: 'created', text: 'Only tickets created since this date.', want: 'other' },
  { name: 'date', text: 'From this date onwards.', want: 'other' },
  { name: 'status', text: 'Comma-separated list of statuses.', want: 'other' },
])('"$text" of $name -> $want', ({ name, text, want, exact }) => {
  const stated = readEquality(text, name);
  expect({ says: stated.says, ...(exact !== undefined && { exact: stated.isExact }) }).toEqual({
    says: want,
    ...(exact !== undefined && { exact }),
  });
});

it.each([
  { text: 'Lists tickets. All filters match exactly and are combined with AND.', want: 'equality' },
  { text: 'Filters compare for equality.', want: 'equality' },
  { text: 'Filters are not partial.', want: 'equality' },
  { text: 'Text filters match any part: they find what contains the text.', want: 'other' },
  { text: 'All filters can be combined.', want: 'nothing' },
  { text: 'Names are unique and match exactly one user.', want: 'nothing' },
])('"$text" of all filters -> $want', ({ text, want }) => {
  expect(readEqualityOfAll(text)).toBe(want);
});
