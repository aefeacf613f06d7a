// The Library catalogue API of openapi.yaml.
//   node server.mjs --port 0 [--violation ID] [--variant ID]
//   node server.mjs --list
// broken(id) is true if the server was started with that violation, as(id) if with that variant.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const BASE = '/v1';
const TOKEN = 'local-token-not-a-secret';

// ---------------------------------------------------------------------------------------------------------------------
// What can be asked of this server

const violations = [
  // status
  ['unknown-book-500', 'status', 'GET /books/{bookId} of an unknown book: 500 instead of 404'],
  ['unknown-author-200', 'status', 'GET /authors/{authorId} of an unknown author: 200 with {} instead of 404'],
  ['page-beyond-404', 'status', 'GET /books: a page beyond the last one is 404 instead of an empty page'],
  ['reserve-200', 'status', 'POST reservation: 200 instead of 201'],

  // media-type
  ['books-text-plain', 'media-type', 'GET /books is declared text/plain'],
  ['problem-plain-json', 'media-type', 'All refusals are application/json instead of application/problem+json'],
  ['not-found-html', 'media-type', '404 of GET /books/{bookId} is an HTML page'],

  // headers
  ['link-next-on-last', 'headers', 'Link has rel="next" on the last page too'],
  ['link-drops-filters', 'headers', 'Link URLs keep page and per_page only, no filters and no sorting'],
  ['location-missing', 'headers', 'POST reservation: no Location'],
  ['challenge-missing', 'headers', '401 without WWW-Authenticate'],
  ['book-cache-public', 'headers', 'GET /books/{bookId} says Cache-Control: public, max-age=86400'],

  // body-schema
  ['page-count-string', 'body-schema', 'One book far down has page_count as a string (list and details)'],
  ['impossible-date', 'body-schema', 'One book is published_on February 30th'],
  ['acquired-no-zone', 'body-schema', 'acquired_at is "YYYY-MM-DD hh:mm:ss" in all books'],
  ['unknown-genre', 'body-schema', 'One book has a genre that the enum does not have'],
  ['title-null', 'body-schema', 'One book has title null'],
  ['publisher-no-city', 'body-schema', 'One book lacks publisher.city'],
  ['edition-extra-member', 'body-schema', 'Ebook editions have an additional member where none is allowed'],
  ['edition-format-upper', 'body-schema', 'Audio editions have format "AUDIO", which is no value of the discriminator'],
  ['card-number-shown', 'body-schema', 'POST reservation: the answer shows the write-only card_number'],

  // count
  ['total-one-more', 'count', 'meta.total is one too many'],
  [
    'total-ignores-filters',
    'count',
    'meta.total counts all books whatever the filters (total_pages and Link are right)',
  ],
  ['total-is-page-length', 'count', 'meta.total is the number of books on the page'],
  ['book-count-available-only', 'count', 'book_count of the authors counts available books only'],

  // filter
  ['genre-ignored-with-language', 'filter', 'genre is ignored if language is given too'],
  ['filters-or', 'filter', 'genre and language given together find books that match either'],
  ['language-prefix', 'filter', 'language=pt finds pt-BR too'],
  ['available-false-ignored', 'filter', 'available=false is ignored, available=true is not'],
  ['author-id-page-only', 'filter', 'author_id is applied to the books of the page only (total is right)'],

  // paging
  ['page-zero-based', 'paging', 'The first per_page books are skipped: page=1 shows the second page'],
  ['per-page-ignored-sorted', 'paging', 'per_page is ignored (20) if sort_by is given'],
  [
    'pages-overlap',
    'paging',
    'Every page after the first starts with the last book of the page before (offset (page-1)*(per_page-1))',
  ],
  ['last-page-repeats', 'paging', 'A page beyond the last one shows the last one'],

  // sort
  ['desc-ignored', 'sort', 'order=desc sorts ascending'],
  ['page-count-as-text', 'sort', 'sort_by=page_count compares as text (1005 before 98)'],
  ['author-second-key-ignored', 'sort', 'sort_by=author does not sort by title within an author'],
  ['nulls-first-desc', 'sort', 'With order=desc the null values come first'],
  ['page-sorted-only', 'sort', 'Sorting is done on the page after cutting it out'],
  [
    'title-case-insensitive',
    'sort',
    'sort_by=title compares in a locale, without regard to case, instead of by code point',
  ],

  // details
  ['details-next-book', 'details', 'GET /books/{bookId} gives the book after the one asked for'],
  ['details-publisher-differs', 'details', 'publisher.name in the details differs from the list'],
  ['details-listed-404', 'details', 'One book of the list has no details (404)'],
  ['author-name-differs', 'details', 'GET /authors/{authorId} writes the name "Last, First"'],

  // security
  ['books-open', 'security', 'GET /books needs no credentials'],
  ['cancel-open', 'security', 'DELETE reservation needs no credentials'],
  ['any-token', 'security', 'Any bearer token is accepted'],
  ['any-scheme', 'security', 'The token is accepted under any scheme, e.g. Basic'],
  ['authors-closed', 'security', 'GET /authors is refused with 401 without credentials'],
  ['wrong-token-403', 'security', 'A wrong token gives 403 instead of 401'],
  ['data-in-401', 'security', 'The 401 of GET /books has the books in it'],
  [
    'exists-before-401',
    'security',
    'GET /books/{bookId} without credentials: 404 for an unknown book, 401 for a known one',
  ],

  // negative
  ['per-page-clamped', 'negative', 'per_page over 100 is answered with 100 instead of 400'],
  ['page-parsed-loosely', 'negative', 'page=2abc and page=1.5 are accepted (parseInt)'],
  ['sort-by-unknown', 'negative', 'An unknown sort_by is ignored'],
  ['available-anything', 'negative', 'Any value of available that is not true is taken for false'],
  ['body-extra-member', 'negative', 'POST reservation: unknown members are accepted'],
  ['body-card-number', 'negative', 'POST reservation: any string is accepted as card_number'],
  ['body-note-long', 'negative', 'POST reservation: a note longer than 200 characters is accepted'],

  // error-body
  ['problem-no-errors', 'error-body', 'The 422 problem lacks errors'],
  ['conflict-code', 'error-body', 'The code of the 409 problem is invalid_body'],
  ['token-echoed', 'error-body', 'The 401 problem quotes the token that was sent'],

  // defaults
  ['per-page-default-10', 'defaults', 'per_page is 10 if not given'],
  ['per-page-maximum-50', 'defaults', 'per_page over 50 is answered with 50'],
  ['order-default-desc', 'defaults', 'order is desc if not given'],

  // wire
  ['latin1', 'wire', 'GET /books is encoded in Latin-1, so that it is not valid UTF-8'],
  ['nan', 'wire', 'GET /books writes NaN for unknown page_count: not JSON'],

  // determinism
  ['ties-alternate', 'determinism', 'The order among ties under sort_by is reversed in every other request'],
  ['genre-sticks', 'determinism', 'A GET /books without genre gets the genre of the request before'],

  // speed
  ['slow-details', 'speed', 'GET /books/{bookId} takes four seconds'],

  // write
  ['reservation-not-kept', 'write', 'POST reservation answers 201, but keeps nothing'],
  ['reserved-twice', 'write', 'The same card can reserve the same book twice'],
  ['cancel-does-nothing', 'write', 'DELETE reservation answers 204, but the reservation stays'],
  ['branch-always-central', 'write', 'The answer to POST says central, whatever pickup_branch was sent'],
  ['refused-counts', 'write', 'A request refused with 409 counts in open_reservations nevertheless'],
].map(([id, kind, what]) => ({ id, kind, what }));

const variants = [
  ['stored-reversed', 'Books and authors are stored, and come, in the opposite order'],
  ['stored-by-id', 'Books are stored by id'],
  ['empty', 'No books; the authors have none'],
  ['nothing-at-all', 'No books and no authors'],
  ['one-book', 'One book'],
  ['forty-books', 'Forty books: the last page of 20 is full'],
  ['thousand-books', '1000 books'],
  ['all-ties', 'All books are equal in all members that can be sorted by'],
  ['all-null', 'Every member that may be null is null'],
  ['required-only', 'No optional members, in answers and in problems'],
  ['extra-members', 'Additional members wherever the schemas allow them'],
  ['ties-otherwise', 'Another order among ties'],
  ['offsets', 'acquired_at in local time with an offset, some with fractions of a second'],
  ['slow', 'Every answer takes 300 ms'],
  ['lower-case-headers', 'Header names in lower case'],
  ['upper-case-headers', 'Header names in upper case'],
  ['charset', 'Content-Type with charset=utf-8'],
  ['pretty', 'JSON with indentation'],
  ['escaped', 'JSON with all non-ASCII letters escaped, and \\/ for /'],
  ['members-reversed', 'The members of all objects come in the opposite order'],
  ['other-messages', 'Other type, title, detail and messages in problems'],
  ['chunked', 'Chunked, without Content-Length'],
  ['gzip', 'Compressed, if the request allows gzip'],
  ['head-options', 'HEAD and OPTIONS are answered'],
  ['links-absolute', 'Link URLs and Location are absolute'],
  ['links-relative', 'Link URLs are only a query; relations without quotes; prev before next'],
  ['links-separate', 'Each link in a Link header of its own, with first and last too'],
  ['close', 'Every connection is closed after one answer'],
  ['ids-otherwise', 'Other ids for books and authors'],
  ['etags', 'ETag, Date, Vary and Server headers as many servers send them; If-None-Match is not looked at'],
].map(([id, what]) => ({ id, what }));

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    violation: { type: 'string' },
    variant: { type: 'string' },
    list: { type: 'boolean' },
  },
});
if (options.list) {
  console.log(JSON.stringify({ violations, variants }, null, 2));
  process.exit(0);
}
for (const [name, known] of [
  ['violation', violations],
  ['variant', variants],
]) {
  if (options[name] !== undefined && !known.some((one) => one.id === options[name])) {
    console.error(`no such ${name}: ${options[name]}`);
    process.exit(2);
  }
}
const broken = (id) => options.violation === id;
const as = (id) => options.variant === id;

// ---------------------------------------------------------------------------------------------------------------------
// Data

// id, name, born, died, countries, website
const AUTHORS = [
  [1, "Maeve O'Connell", 1951, null, ['IE'], 'https://maeve-oconnell.example/'],
  [2, 'Åsa Lindström', 1968, null, ['SE']],
  [3, 'João Pedro Magalhães', 1932, 2009, ['PT']],
  [5, 'Zoë Brandt', 1984, null, ['DE'], 'https://brandt.example/b%C3%BCcher'],
  [7, 'Chinedu Okafor', 1977, null, ['NG', 'GB']],
  [11, 'Élodie Garnier', 1990, null, ['FR']],
  [12, 'María José Núñez', 1945, 2016, ['ES', 'MX']],
  [13, 'Tom Ashby', 1961, null, ['GB'], 'https://ashby.example/'],
  [17, 'Luísa Carvalho', 1979, null, ['BR', 'PT']],
  [21, 'Jürgen Weiß', 1938, 2011, ['DE', 'AT']],
  [23, 'Ngũgĩ Kamau', 1958, null, ['KE']],
  [31, 'Anonymous', null, null, []],
  [40, "Siobhán D'Arcy", 1972, null, ['IE', 'US']],
  [55, 'Henrik Sørensen', 1929, 1998, ['DK']],
];

const PUBLISHERS = [
  { name: 'Norrsken', city: 'Umeå' },
  { name: 'Ashgrove & Sons', city: 'London', website: 'https://ashgrove.example/' },
  { name: 'Editora Maré', city: 'Setúbal', website: null },
  { name: "L'Atelier du Quai", city: 'Nantes', website: 'https://atelier-du-quai.example/' },
  { name: 'Fährhaus Verlag', city: 'Lübeck' },
];

const TAGS = ['family', 'sea', 'war', 'food', 'city', 'éducation', 'travel', "children's rights", 'nature'];

// title, author, genre, language, published_on, page_count, rating, edition (p print, a audio, e ebook), subtitle, series, number
const BOOKS = [
  ['The Salt Ledger', 1, 'novel', 'en', '1998-04-02', 312, 4.2, 'p', 'A novel of two harbours'],
  ["Fisherman's Almanac", 1, 'history', 'en', '2003-10-15', 98, 3.9, 'p'],
  ['Vinterljus', 2, 'novel', 'sv', '2011-02-28', 412, 4.1, 'p', 'Ett år på isen', 'The Bothnia Quartet', 1],
  ['Åskväder', 2, 'novel', 'sv', '2013-09-01', 388, 4.4, 'p', undefined, 'The Bothnia Quartet', 2],
  ['Winter Light', 2, 'novel', 'en', '2012-11-20', 420, 4.1, 'p', 'A year on the ice', 'The Bothnia Quartet', 1],
  ['Winter Light', 2, 'novel', 'en', '2014-01-10', null, 4.1, 'a', undefined, 'The Bothnia Quartet', 1],
  ['O Cais das Mulheres', 3, 'novel', 'pt', '1971-06-30', 256, 4.7, 'p'],
  ['Poemas do Sal', 3, 'poetry', 'pt', '1964-03-01', 64, null, 'p', undefined, null],
  ['Cadernos de Évora', 3, 'essay', 'pt', null, 180, 3.5, 'p'],
  [
    'Zwischen den Gleisen',
    5,
    'crime',
    'de',
    '2016-08-22',
    344,
    3.8,
    'p',
    'Ein Fall für Brandt',
    'Kommissarin Öztürk',
    1,
  ],
  ['Über Nacht', 5, 'crime', 'de', '2018-08-20', 352, 4, 'e', undefined, 'Kommissarin Öztürk', 2],
  ['Das kalte Fach', 5, 'crime', 'de', '2020-08-24', 352, 4, 'p', undefined, 'Kommissarin Öztürk', 3],
  ['Harmattan', 7, 'novel', 'en', '2009-05-05', 271, 4.3, 'p'],
  ["The Accountant's Drum", 7, 'novel', 'en', '2015-05-05', 305, 4.3, 'e'],
  ['Small Engines', 7, 'science', 'en', '2019-01-15', 148, 3.6, 'p', 'How things go on working'],
  ["L'heure creuse", 11, 'novel', 'fr', '2017-03-16', 192, 3.2, 'p'],
  ["Ce qu'il reste du sucre", 11, 'essay', 'fr', '2021-10-07', 128, null, 'e', "Notes d'une pâtissière"],
  ['Le petit phare', 11, 'children', 'fr', '2019-11-28', 32, 4.9, 'p'],
  ['La casa sin puertas', 12, 'novel', 'es', '1982-02-14', 480, 4.6, 'p'],
  ['Cuentos para Inés', 12, 'children', 'es', '1990-12-01', 96, 4.6, 'p', 'Con dibujos de la autora', null],
  ['Historia de un río', 12, 'history', 'es', '2001-09-17', 1005, 4.5, 'p'],
  ['A Short History of Rain', 13, 'science', 'en', '2005-04-18', 224, 4, 'p'],
  ['Rain, Again', 13, 'science', 'en', '2008-04-21', 236, 3.7, 'p'],
  ['Collected Poems', 13, 'poetry', 'en', '2010-10-10', 612, null, 'p'],
  ['O Mapa e a Chuva', 17, 'novel', 'pt-BR', '2014-07-03', 298, 4.2, 'p'],
  ['Água de Beber', 17, 'poetry', 'pt-BR', '2012-05-25', 88, 4.8, 'e'],
  ['Nove Avenidas', 17, 'crime', 'pt-BR', '2018-06-11', 330, 3.4, 'p', undefined, 'Delegada Anaïs', 1],
  ['Dez Avenidas', 17, 'crime', 'pt-BR', '2019-06-10', 330, 3.4, 'a', undefined, 'Delegada Anaïs', 2],
  ['Die Vermessung des Moors', 21, 'history', 'de', '1976-01-01', 544, 4.1, 'p'],
  ['Kleine Physik für große Leute', 21, 'science', 'de', '1985-09-30', 207, 4.4, 'p'],
  ['Große Physik für kleine Leute', 21, 'children', 'de', '1986-09-29', 72, 4.4, 'p'],
  ["The Teacher's Bicycle", 23, 'novel', 'en', '1994-08-08', 199, 3.9, 'p'],
  ['Nairobi by Night Bus', 23, 'crime', 'en', '1999-08-09', 240, 3.3, 'e', 'A Detective Wanjirũ mystery'],
  ['Letters to a Minister', 23, 'essay', 'en', null, 110, null, 'e'],
  ['The Book of Hours Lost', 31, 'poetry', 'en', null, null, null, 'p'],
  ['Sagas of the Outer Isles', 31, 'history', 'en', null, 702, 3.1, 'p', 'With a glossary'],
  ['Cantigas', 31, 'poetry', 'pt', null, 150, 4, 'p'],
  ['Collected Poems', 40, 'poetry', 'en', '2010-10-10', 288, 4.5, 'p'],
  ['Mrs. Finnegan’s Sunday', 40, 'novel', 'en', '2006-03-17', 263, 3.8, 'p'],
  ["Mrs. Finnegan's Monday", 40, 'novel', 'en', '2007-03-17', 263, 3.8, 'a'],
  ['iNk', 40, 'essay', 'en', '2016-02-29', 120, 2.9, 'e', 'Writing after paper'],
  ['Saltwater Arithmetic', 1, 'poetry', 'en', '1988-05-05', 57, 4.2, 'p', 'Poems'],
  ["The Ferryman's Kitchen", 1, 'essay', 'en', '2012-11-20', 176, 4.6, 'p'],
  ['de l’autre rive', 11, 'poetry', 'fr', '2015-02-28', 80, 2.5, 'p', 'Poèmes', 'Les rives', 2],
  ['Östersjöns fåglar', 2, 'science', 'sv', '2004-04-01', 256, 4.9, 'p', 'En fälthandbok'],
  ['Isbrytaren', 2, 'children', 'sv', '2008-10-02', 40, 5, 'p'],
  ['Contas de Casa', 3, 'essay', 'pt', '1975-04-25', 143, 3.5, 'e'],
  ['Nachts im Depot', 5, 'crime', 'de', '2022-08-22', 368, null, 'a', undefined, 'Kommissarin Öztürk', 4],
  ['Lagos Standard Time', 7, 'crime', 'en', '2021-05-04', 289, 4.1, 'p'],
  ['Why Bridges Hum', 7, 'science', 'en', '2022-01-18', 164, 3.6, 'e', undefined, null],
  ['Los oficios perdidos', 12, 'history', 'es', '1996-09-16', 318, 4, 'p', 'Testimonios 1900–1950'],
  ['El jardín de al lado', 12, 'novel', 'es', '2013-04-23', 233, 3.9, 'e'],
  ['The Weather Children', 13, 'children', 'en', '2014-06-05', 48, 4.3, 'p'],
  ['Fog', 13, 'essay', 'en', '2018-11-01', 101, 3.7, 'a', 'An appreciation'],
  ['Quintais', 17, 'essay', 'pt-BR', '2020-02-29', 137, 3.9, 'p'],
  ['A Menina e o Açude', 17, 'children', 'pt-BR', '2016-10-12', 36, 4.9, 'p'],
  ['Grenzsteine', 21, 'novel', 'de', '1969-03-12', 276, null, 'p'],
  ['Bäume zählen', 21, 'essay', 'de', '1999-05-05', 95, 3.3, 'p'],
  ['Maji', 23, 'poetry', 'en', '1989-06-01', 64, 4.2, 'p'],
  ['Children of the Second Term', 23, 'children', 'en', '2002-01-07', 84, 4, 'p'],
  ['The Long Table', 40, 'history', 'en', '2011-02-28', 431, 4.1, 'p', 'Feasting in the Irish countryside'],
  ['e', 40, 'science', 'en', '2020-02-07', 271, 4.8, 'p', 'The story of a number'],
  ['The Salt Ledger', 1, 'novel', 'en', '1998-04-02', null, 4.2, 'a', undefined, undefined],
];

function isbn(n) {
  const digits = '978' + String(100000007 + n * 7654321).slice(0, 9);
  const sum = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

function edition(kind, i, page_count) {
  if (kind === 'a')
    return { format: 'audio', duration_minutes: 95 + i * 11, narrator: i % 2 ? null : 'Bríd Ní Dhálaigh' };
  if (kind === 'e') return { format: 'ebook', file_type: i % 3 ? 'epub' : 'pdf', file_size_kb: 640 + i * 37 };
  return { format: 'print', binding: i % 4 ? 'paperback' : 'hardcover', weight_grams: 120 + (page_count ?? 200) };
}

function makeAuthors() {
  return AUTHORS.map(([id, name, born_year, died_year, countries, website]) => ({
    id,
    name,
    born_year,
    died_year,
    countries,
    website,
  }));
}

function makeBooks(authors, count = BOOKS.length) {
  const books = [];
  for (let i = 0; i < count; i++) {
    const volume = Math.floor(i / BOOKS.length);
    const [title, author, genre, language, published_on, page_count, rating, kind, subtitle, series, number] =
      BOOKS[i % BOOKS.length];
    const { id, name } = authors.find((one) => one.id === author);
    const delivery = Math.floor(((i * 29) % count) / 3); // three books arrive together
    const copies_total = 1 + ((i * 7) % 5);
    const copies_available = i % 3 === 1 ? 0 : 1 + ((i * 5) % copies_total);
    books.push({
      id: 'bk-' + String(10000 + ((i * 37) % count) * 13),
      isbn13: i % 9 === 4 ? null : isbn(i),
      title: volume ? `${title} (${volume + 1})` : title,
      subtitle,
      author: { id, name },
      genre,
      language,
      publisher: PUBLISHERS[(i * 3 + author) % PUBLISHERS.length],
      published_on,
      page_count,
      rating,
      edition: edition(kind, i, page_count),
      copies_total,
      copies_available,
      available: copies_available > 0,
      series: series ? { name: series, number } : series,
      tags: i % 7 === 6 ? undefined : TAGS.filter((tag, t) => (i + 1) % (t + 2) === 0).slice(0, 3),
      acquired_at: new Date(Date.UTC(2018, 0, 8, 10) + delivery * (count > 100 ? 5 : 37) * 86400e3)
        .toISOString()
        .replace('.000Z', 'Z'),
      synopsis:
        i % 4 === 3
          ? null
          : i % 4 === 2
            ? undefined
            : `“${title}”, by ${name}. ${['Found in a trunk.', "The author's own favourite.", 'Très lu.'][i % 3]}`,
    });
  }
  return books;
}

let authors = makeAuthors();
const books = makeBooks(
  authors,
  { 'thousand-books': 1000, 'forty-books': 40, 'one-book': 1, empty: 0, 'nothing-at-all': 0 }[options.variant],
);

if (as('nothing-at-all')) authors = [];
if (as('stored-reversed')) books.reverse(), authors.reverse();
if (as('stored-by-id')) books.sort((a, b) => (a.id < b.id ? -1 : 1));
if (as('ids-otherwise')) {
  for (const book of books) {
    book.id = 'bk-' + String(99999 - Number(book.id.slice(3)));
    book.author.id = book.author.id * 1009 + 4;
  }
  for (const author of authors) author.id = author.id * 1009 + 4;
}
if (as('all-ties')) {
  const same = {
    title: 'Untitled',
    author: { id: authors[3].id, name: authors[3].name },
    published_on: '2000-01-01',
    page_count: 200,
    rating: 3,
    acquired_at: '2020-01-01T00:00:00Z',
  };
  for (const book of books) Object.assign(book, same);
}
if (as('all-null')) {
  for (const book of books) {
    Object.assign(book, {
      isbn13: null,
      published_on: null,
      page_count: null,
      rating: null,
      series: null,
      synopsis: null,
      publisher: { ...book.publisher, website: null },
    });
    if (book.edition.format === 'audio') book.edition.narrator = null;
  }
  for (const author of authors) author.born_year = author.died_year = null;
}
if (as('required-only')) {
  for (const book of books) {
    book.subtitle = book.series = book.tags = book.synopsis = undefined;
    book.publisher = { name: book.publisher.name, city: book.publisher.city };
  }
  for (const author of authors) author.website = undefined;
}
if (as('offsets')) {
  books.forEach((book, i) => {
    const local = new Date(Date.parse(book.acquired_at) + 5.5 * 3600e3).toISOString(); // +05:30
    if (i % 2) book.acquired_at = local.replace('.000Z', i % 4 === 1 ? '+05:30' : '.000+05:30');
  });
}

// Mistakes in the data: they show in the list and in the details alike.
if (books.length) {
  const odd = books[Math.min(44, books.length - 1)];
  if (broken('page-count-string')) odd.page_count = String(odd.page_count);
  if (broken('impossible-date')) odd.published_on = '2004-02-30';
  if (broken('unknown-genre')) odd.genre = 'natural-history';
  if (broken('title-null')) odd.title = null;
  if (broken('publisher-no-city')) odd.publisher = { name: odd.publisher.name };
  for (const book of books) {
    if (broken('acquired-no-zone')) book.acquired_at = book.acquired_at.replace('T', ' ').replace('Z', '');
    if (broken('edition-extra-member') && book.edition.format === 'ebook') book.edition.weight_grams = 0;
    if (broken('edition-format-upper') && book.edition.format === 'audio') book.edition.format = 'AUDIO';
  }
}

for (const author of authors) {
  author.book_count = books.filter(
    (book) => book.author.id === author.id && (book.available || !broken('book-count-available-only')),
  ).length;
}

const GENRES = ['novel', 'crime', 'poetry', 'essay', 'history', 'science', 'children'];
const BRANCHES = ['central', 'north', 'harbour'];
const reservations = new Map(); // by id
let lastReservation = 0;
const openReservations = (bookId) => [...reservations.values()].filter((one) => one.book_id === bookId);

// ---------------------------------------------------------------------------------------------------------------------
// Refusals

class Refusal extends Error {
  constructor(status, code, extra = {}, headers = {}) {
    super(code);
    Object.assign(this, { status, code, extra, headers });
  }
}

const TITLES = {
  invalid_parameter: 'Invalid parameter',
  invalid_json: 'The body is not JSON',
  unauthorized: 'Unauthorized',
  forbidden: 'Forbidden',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  already_reserved: 'Already reserved',
  unsupported_media_type: 'Unsupported media type',
  invalid_body: 'The body is not a reservation',
  internal_error: 'Internal server error',
};

function problem({ status, code, extra }) {
  let body = {
    type: `https://catalogue.riverside-library.example/problems/${code.replaceAll('_', '-')}`,
    title: TITLES[code],
    status,
    code,
    ...extra,
  };
  if (as('required-only')) delete body.detail;
  if (as('extra-members')) body = { ...body, instance: '/v1', trace: { host: 'lib-3', depth: 1 } };
  if (as('other-messages')) {
    body = {
      ...body,
      type: 'about:blank',
      title: `Désolé (${status})`,
      detail: 'Something about this request is not as it should be: "see" the \'manual\'.',
    };
    body.errors &&= body.errors.map((error) => ({ ...error, message: 'nope' }));
  }
  if (broken('problem-no-errors') && status === 422) delete body.errors;
  if (broken('conflict-code') && status === 409) body.code = 'invalid_body';
  return body;
}

const badParameter = (place, name, message) =>
  new Refusal(400, 'invalid_parameter', { errors: [{ in: place, name, message }] });
const notFound = () => new Refusal(404, 'not_found');

// ---------------------------------------------------------------------------------------------------------------------
// Credentials

function authenticate(request, operation) {
  if (broken('books-open') && operation === 'listBooks') return;
  if (broken('cancel-open') && operation === 'cancelReservation') return;

  const [, scheme, token] = /^(\S+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const rightScheme = scheme?.toLowerCase() === 'bearer' || (scheme && broken('any-scheme'));
  if (!rightScheme)
    throw new Refusal(
      401,
      'unauthorized',
      { detail: 'A bearer token is needed.' },
      challenge('Bearer realm="library"'),
    );
  if (token === TOKEN || broken('any-token')) return;

  if (broken('wrong-token-403')) throw new Refusal(403, 'forbidden');
  const detail = broken('token-echoed') ? `The token ${token} is not known.` : 'The token is not known.';
  throw new Refusal(401, 'unauthorized', { detail }, challenge('Bearer realm="library", error="invalid_token"'));
}

function challenge(value) {
  return broken('challenge-missing') ? {} : { 'WWW-Authenticate': value };
}

// ---------------------------------------------------------------------------------------------------------------------
// Parameters

function integer(text, minimum, maximum = 2147483647) {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return undefined;
  const value = Number(text);
  return value >= minimum && value <= maximum ? value : undefined;
}

function oneOf(values) {
  return (text) => (values.includes(text) ? text : undefined);
}

function readPage(text) {
  if (broken('page-parsed-loosely') && parseInt(text) >= 1) return parseInt(text);
  return integer(text, 1);
}

function readPerPage(text) {
  const value = integer(text, 1, 100);
  if (broken('per-page-clamped') && integer(text, 101)) return 100;
  if (broken('per-page-maximum-50') && value > 50) return 50;
  return value;
}

const SORTABLE = ['title', 'author', 'published_on', 'page_count', 'rating', 'acquired_at'];

// Each reader gives undefined for what violates the parameter's schema.
const QUERY = {
  page: readPage,
  per_page: readPerPage,
  sort_by: (text) => oneOf(SORTABLE)(text) ?? (broken('sort-by-unknown') ? null : undefined),
  order: oneOf(['asc', 'desc']),
  genre: oneOf(GENRES),
  language: (text) => (/^[a-z]{2}(-[A-Z]{2})?$/.test(text) ? text : undefined),
  available: (text) => ({ true: true, false: false })[text] ?? (broken('available-anything') ? false : undefined),
  author_id: (text) => integer(text, 1),
};

const DEFAULTS = {
  page: 1,
  per_page: broken('per-page-default-10') ? 10 : 20,
  order: broken('order-default-desc') ? 'desc' : 'asc',
};

function readQuery(search) {
  const query = { ...DEFAULTS };
  const errors = [];
  for (const [name, read] of Object.entries(QUERY)) {
    const texts = search.getAll(name);
    if (!texts.length) continue;
    const value = read(texts[0]);
    if (texts.length > 1) errors.push({ in: 'query', name, message: 'was given more than once' });
    else if (value === undefined) errors.push({ in: 'query', name, message: 'is not a value of this parameter' });
    else query[name] = value;
  }
  if (errors.length) throw new Refusal(400, 'invalid_parameter', { errors });
  return query;
}

// ---------------------------------------------------------------------------------------------------------------------
// GET /books

function compareValues(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKeys(sortBy) {
  if (sortBy === 'acquired_at') return [(book) => Date.parse(book.acquired_at.replace(' ', 'T'))];
  if (sortBy === 'author')
    return [(book) => book.author.name, (book) => (broken('author-second-key-ignored') ? 0 : book.title)];
  if (sortBy === 'page_count' && broken('page-count-as-text'))
    return [(book) => (book.page_count === null ? null : String(book.page_count))];
  if (sortBy === 'page_count') return [(book) => (book.page_count === null ? null : Number(book.page_count))];
  return [(book) => book[sortBy]];
}

let listRequests = 0;

function sortBooks(rows, { sort_by, order }) {
  if (!sort_by) return rows;
  const sign = order === 'desc' && !broken('desc-ignored') ? -1 : 1;
  const keys = sortKeys(sort_by);
  const compare = (a, b) => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      if (x === null || y === null) {
        const nullsAt = broken('nulls-first-desc') && order === 'desc' ? -1 : 1;
        if (x !== y) return x === null ? nullsAt : -nullsAt;
        continue;
      }
      if (broken('title-case-insensitive') && sort_by === 'title')
        return sign * x.localeCompare(y, 'en', { sensitivity: 'base' });
      const difference = compareValues(x, y);
      if (difference) return sign * difference;
    }
    return 0;
  };
  const otherTies = as('ties-otherwise') || (broken('ties-alternate') && listRequests % 2);
  return (otherTies ? rows.toReversed() : [...rows]).sort(compare);
}

function matches(book, { genre, language, available, author_id }) {
  if (broken('filters-or') && genre && language) {
    if (book.genre !== genre && book.language !== language) return false;
  } else {
    if (genre && book.genre !== genre && !(language && broken('genre-ignored-with-language'))) return false;
    const sameLanguage = broken('language-prefix') ? book.language.startsWith(language) : book.language === language;
    if (language !== undefined && !sameLanguage) return false;
  }
  if (
    available !== undefined &&
    book.available !== available &&
    !(available === false && broken('available-false-ignored'))
  )
    return false;
  return author_id === undefined || book.author.id === author_id;
}

let previousGenre;

function listBooks({ search, origin }) {
  const query = readQuery(search);
  listRequests++;
  if (broken('genre-sticks')) [query.genre, previousGenre] = [query.genre ?? previousGenre, query.genre];

  const { page, per_page } = query;
  let rows = books;
  const inAll = rows.length;
  const matching = rows.filter((book) => matches(book, query));
  if (broken('author-id-page-only')) rows = rows.filter((book) => matches(book, { ...query, author_id: undefined }));
  else rows = matching;

  const size = broken('per-page-ignored-sorted') && query.sort_by ? 20 : per_page;
  let start = (page - 1) * size;
  if (broken('page-zero-based')) start = page * size;
  if (broken('pages-overlap')) start = (page - 1) * (size - 1);
  if (broken('last-page-repeats') && matching.length)
    start = Math.min(start, (Math.ceil(matching.length / size) - 1) * size);
  const end = start + size;

  let data = broken('page-sorted-only')
    ? sortBooks(rows.slice(start, end), query)
    : sortBooks(rows, query).slice(start, end);
  if (broken('author-id-page-only') && query.author_id)
    data = data.filter((book) => book.author.id === query.author_id);

  const total = matching.length;
  const total_pages = Math.ceil(total / per_page);
  if (broken('page-beyond-404') && page > 1 && page > total_pages) throw notFound();
  const meta = { page, per_page, total, total_pages };
  if (broken('total-one-more')) meta.total += 1;
  if (broken('total-ignores-filters')) meta.total = inAll;
  if (broken('total-is-page-length')) meta.total = data.length;

  return {
    headers: { 'Cache-Control': 'private, no-cache', ...links(search, origin, page, total_pages) },
    body: { data: data.map(showBook), meta },
    type: broken('books-text-plain') ? 'text/plain' : undefined,
  };
}

function links(search, origin, page, total_pages) {
  const link = (rel, to) => {
    let query = new URLSearchParams(search);
    if (broken('link-drops-filters')) query = new URLSearchParams([...search].filter(([name]) => name === 'per_page'));
    query.set('page', to);
    if (as('links-relative')) return `<?${query}>; rel=${rel}`;
    return `<${as('links-absolute') ? origin : ''}${BASE}/books?${query}>; rel="${rel}"`;
  };
  const all = [];
  if (as('links-separate')) all.push(link('first', 1));
  if (page < total_pages || (broken('link-next-on-last') && page === total_pages)) all.push(link('next', page + 1));
  if (page > 1) all.push(link('prev', page - 1));
  if (as('links-separate') && total_pages) all.push(link('last', total_pages));
  if (as('links-relative')) all.reverse();
  if (!all.length) return {};
  return { Link: as('links-separate') ? all : all.join(', ') };
}

function showBook({ synopsis, ...book }) {
  return as('extra-members')
    ? { ...book, shelfmark: `Z ${book.id.slice(-2)}`, loans: { year: 12, weird: [null, {}] } }
    : book;
}

// ---------------------------------------------------------------------------------------------------------------------
// The other operations

function findBook(bookId) {
  if (!/^bk-[0-9]{5}$/.test(bookId)) throw badParameter('path', 'bookId', 'is not the id of a book');
  const book = books.find((one) => one.id === bookId);
  if (!book) throw notFound();
  return book;
}

function getBook({ parts: [, bookId] }) {
  let book = findBook(bookId);
  if (broken('details-next-book')) book = books[(books.indexOf(book) + 1) % books.length];
  if (broken('details-listed-404') && book === books[Math.min(27, books.length - 1)]) throw notFound();
  const body = { ...showBook(book), synopsis: book.synopsis, open_reservations: openReservations(book.id).length };
  if (broken('details-publisher-differs')) body.publisher = { ...body.publisher, name: `${body.publisher.name} Ltd` };
  return {
    headers: { 'Cache-Control': broken('book-cache-public') ? 'public, max-age=86400' : 'private, no-cache' },
    body,
    delay: broken('slow-details') ? 4000 : 0,
  };
}

function showAuthor(author) {
  return as('extra-members') ? { ...author, photo: null, same_as: ['https://authors.example/' + author.id] } : author;
}

function listAuthors() {
  return { headers: { 'Cache-Control': 'public, max-age=3600' }, body: authors.map(showAuthor) };
}

function getAuthor({ parts: [, authorId] }) {
  const id = integer(authorId, 1);
  if (!id) throw badParameter('path', 'authorId', 'is not the id of an author');
  const author = authors.find((one) => one.id === id);
  if (!author && broken('unknown-author-200')) return { headers: { 'Cache-Control': 'private, no-cache' }, body: {} };
  if (!author) throw notFound();
  const body = showAuthor(author);
  if (broken('author-name-differs')) body.name = author.name.replace(/^(.+) (\S+)$/, '$2, $1');
  return { headers: { 'Cache-Control': 'private, no-cache' }, body };
}

function createReservation({ parts: [, bookId], request, bytes, origin }) {
  const book = findBook(bookId);
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'unsupported_media_type');
  let sent;
  try {
    sent = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'invalid_json');
  }
  const errors = checkReservation(sent);
  if (errors.length) throw new Refusal(422, 'invalid_body', { errors });

  const others = openReservations(bookId);
  const conflict = others.some((one) => one.card_number === sent.card_number);
  if (conflict && broken('refused-counts')) reservations.set(Symbol(), { book_id: bookId });
  if (conflict && !broken('reserved-twice'))
    throw new Refusal(409, 'already_reserved', { detail: 'This card is in the queue for this book.' });

  const id = 'rs-' + String(++lastReservation).padStart(6, '0');
  const position = others.length + 1;
  const { card_number, pickup_branch, needed_by, note, notify } = sent;
  if (!broken('reservation-not-kept')) reservations.set(id, { book_id: bookId, card_number });
  const body = {
    id,
    book_id: bookId,
    status: position <= book.copies_available ? 'ready' : 'waiting',
    position,
    pickup_branch,
    needed_by,
    note,
    notify,
  };
  if (broken('card-number-shown')) body.card_number = card_number;
  if (broken('branch-always-central')) body.pickup_branch = 'central';
  const Location = `${as('links-absolute') ? origin : ''}${BASE}/reservations/${id}`;
  return { status: broken('reserve-200') ? 200 : 201, headers: broken('location-missing') ? {} : { Location }, body };
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isDate(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= [0, 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month)];
}

function checkReservation(sent) {
  if (!isObject(sent)) return [{ in: 'body', name: '', message: 'must be an object' }];
  const errors = [];
  const complain = (name, message) =>
    errors.push({ in: 'body', name: '/' + name.replaceAll('~', '~0').replaceAll('/', '~1'), message });
  const { card_number, pickup_branch, needed_by, note, notify } = sent;

  const known = ['id', 'book_id', 'status', 'position', 'card_number', 'pickup_branch', 'needed_by', 'note', 'notify'];
  for (const name of Object.keys(sent))
    if (!known.includes(name) && !broken('body-extra-member')) complain(name, 'is not a member of a reservation');

  const cardPattern = broken('body-card-number') ? /^/ : /^[0-9]{8}$/;
  if (typeof card_number !== 'string' || !cardPattern.test(card_number))
    complain('card_number', 'must be eight digits');
  if (!BRANCHES.includes(pickup_branch)) complain('pickup_branch', `must be one of ${BRANCHES.join(', ')}`);
  if (needed_by != null && !(typeof needed_by === 'string' && isDate(needed_by)))
    complain('needed_by', 'must be a date');
  if (note != null && typeof note !== 'string') complain('note', 'must be a string');
  else if (note != null && [...note].length > 200 && !broken('body-note-long'))
    complain('note', 'must not be longer than 200 characters');
  if (notify !== undefined) errors.push(...checkNotify(notify));
  return errors;
}

function checkNotify(notify) {
  const wrong = (message) => [{ in: 'body', name: '/notify', message }];
  if (!isObject(notify)) return wrong('must be an object');
  const { channel, address, phone, ...others } = notify;
  if (channel === 'email') {
    if ('phone' in notify || Object.keys(others).length) return wrong('has unknown members');
    if (
      typeof address !== 'string' ||
      address.length > 100 ||
      !/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$/.test(address)
    )
      return wrong('needs an address');
    return [];
  }
  if (channel === 'sms') {
    if ('address' in notify || Object.keys(others).length) return wrong('has unknown members');
    if (typeof phone !== 'string' || !/^[+][1-9][0-9]{6,14}$/.test(phone)) return wrong('needs a phone number');
    return [];
  }
  return wrong('needs a channel: email or sms');
}

function cancelReservation({ parts: [, reservationId] }) {
  if (!/^rs-[0-9]{6}$/.test(reservationId))
    throw badParameter('path', 'reservationId', 'is not the id of a reservation');
  if (!reservations.has(reservationId)) throw notFound();
  if (!broken('cancel-does-nothing')) reservations.delete(reservationId);
  return { status: 204 };
}

// ---------------------------------------------------------------------------------------------------------------------
// Routing

const ROUTES = [
  [/^books$/, { GET: listBooks }],
  [/^books\/[^/]+$/, { GET: getBook }],
  [/^books\/[^/]+\/reservations$/, { POST: createReservation }],
  [/^reservations\/[^/]+$/, { DELETE: cancelReservation }],
  [/^authors$/, { GET: listAuthors }],
  [/^authors\/[^/]+$/, { GET: getAuthor }],
];

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // violates every schema, having a % in it
  }
}

function handle(request, bytes) {
  const [path, ...rest] = request.url.split('?');
  if (!path.startsWith(BASE + '/')) throw notFound();
  const below = path.slice(BASE.length + 1);
  const operations = ROUTES.find(([pattern]) => pattern.test(below))?.[1];
  if (!operations) throw notFound();

  const allowed = Object.keys(operations);
  if (as('head-options')) {
    if (operations.GET) allowed.push('HEAD');
    allowed.push('OPTIONS');
  }
  const Allow = allowed.join(', ');
  if (!allowed.includes(request.method)) throw new Refusal(405, 'method_not_allowed', {}, { Allow });
  if (request.method === 'OPTIONS') return { status: 204, headers: { Allow } };

  const operation = operations[request.method === 'HEAD' ? 'GET' : request.method];
  const parts = below.split('/').map(decode);
  if (broken('exists-before-401') && operation === getBook) findBook(parts[1]);
  if (operation !== listAuthors || broken('authors-closed')) authenticate(request, operation.name);
  return operation({
    request,
    bytes,
    parts,
    search: new URLSearchParams(rest.join('?')),
    origin: `http://${request.headers.host}`,
  });
}

function refuse(error, request) {
  if (!(error instanceof Refusal)) {
    console.error(error);
    error = new Refusal(500, 'internal_error');
  }
  const path = request.url.split('?')[0];
  const onBook = /^\/v1\/books\/[^/]+$/.test(path);
  const onList = path === `${BASE}/books`;
  if (broken('unknown-book-500') && error.status === 404 && onBook) error = new Refusal(500, 'internal_error');
  const answer = {
    status: error.status,
    headers: error.headers,
    body: problem(error),
    type: 'application/problem+json',
  };
  if (broken('problem-plain-json')) answer.type = 'application/json';
  if (broken('data-in-401') && error.status === 401 && onList) answer.body.data = books.slice(0, 20).map(showBook);
  if (broken('not-found-html') && error.status === 404 && onBook) {
    answer.type = 'text/html';
    answer.text =
      '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n';
  }
  return answer;
}

// ---------------------------------------------------------------------------------------------------------------------
// Answers on the wire

function reverseMembers(value) {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reverseMembers(member)]),
  );
}

function toText(body, onList) {
  if (as('members-reversed')) body = reverseMembers(body);
  let text = JSON.stringify(body, null, as('pretty') ? 2 : undefined);
  if (as('pretty')) text += '\n';
  if (as('escaped'))
    text = text
      .replace(/[\u0080-\uffff]/g, (letter) => '\\u' + letter.charCodeAt().toString(16).padStart(4, '0'))
      .replaceAll('/', '\\/');
  if (broken('nan') && onList) text = text.replaceAll('"page_count":null', '"page_count":NaN');
  return text;
}

let answers = 0;

function send(request, response, { status = 200, headers = {}, body, text, type = 'application/json' }) {
  const path = request.url.split('?')[0];
  const good = status < 400;
  const onList = good && path === `${BASE}/books`;
  headers = { ...headers };
  headers['X-Request-Id'] = (++answers).toString(16).padStart(16, '0');
  if (as('close')) headers.Connection = 'close';
  if (as('etags'))
    Object.assign(headers, { Server: 'nginx', Vary: 'Authorization, Accept-Encoding', 'X-Powered-By': 'Express' });

  let bytes;
  if (status !== 204) {
    bytes = Buffer.from(text ?? toText(body, onList));
    if (broken('latin1') && onList) bytes = Buffer.from(bytes.toString().replace(/[\u0100-\uffff]/g, '?'), 'latin1');
    if (as('etags') && good) headers.ETag = `"${createHash('sha1').update(bytes).digest('hex')}"`;
    headers['Content-Type'] = as('charset') ? `${type}; charset=utf-8` : type;
    if (as('gzip') && acceptsGzip(request)) {
      bytes = gzipSync(bytes);
      headers['Content-Encoding'] = 'gzip';
    }
    if (as('gzip')) headers.Vary = 'Accept-Encoding';
    if (!as('chunked')) headers['Content-Length'] = bytes.length;
  }

  for (let [name, value] of Object.entries(headers)) {
    if (as('lower-case-headers')) name = name.toLowerCase();
    if (as('upper-case-headers')) name = name.toUpperCase();
    response.setHeader(name, value);
  }
  response.statusCode = status;
  if (as('chunked') && bytes) {
    for (let at = 0; at < bytes.length; at += 1500) response.write(bytes.subarray(at, at + 1500));
    response.end();
    return;
  }
  response.end(bytes);
}

function acceptsGzip(request) {
  return String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().split(/\s*;\s*q\s*=\s*/i))
    .some(([coding, weight = '1']) => coding.toLowerCase() === 'gzip' && Number(weight) > 0);
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    let answer;
    try {
      answer = handle(request, Buffer.concat(chunks));
    } catch (error) {
      answer = refuse(error, request);
    }
    const delay = (answer.delay ?? 0) + (as('slow') ? 300 : 0);
    if (delay) setTimeout(() => send(request, response, answer), delay);
    else send(request, response, answer);
  });
});
server.keepAliveTimeout = 60000;
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}${BASE}`);
});
