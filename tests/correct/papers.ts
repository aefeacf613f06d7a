/** Papers: answers that are not JSON, validators, redirects, and a token that opens no more than its lack. */
import {
  type Answer,
  type Asked,
  answer,
  changing,
  type Family,
  type Handler,
  json,
  nothing,
  parsed,
  problem,
} from './kit.ts';
import * as wire from './wire.ts';

const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2lnbmF0dXJl';
const PDF = Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n', 'latin1');
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';

interface Paper {
  readonly key: string;
  readonly title: string;
  readonly authors?: readonly string[];
  readonly published?: string | null;
}

const NEWEST: readonly Paper[] = [
  { key: '2024.01234v2', title: 'On order', authors: ['A. Ordering'], published: '2024-02-29' },
  { key: 'hep-th0101001', title: 'On fields', authors: [], published: null },
  { key: '10.1000-182', title: 'On names' },
];

interface Habits {
  readonly papers: readonly Paper[];
  readonly list: (papers: readonly Paper[], asked: Asked) => Answer;
  readonly one: (paper: Paper, asked: Asked) => Answer;
  readonly abstract: Answer;
  readonly file: Answer;
  readonly record: Answer;
  readonly table: Answer;
  readonly latest: Answer;
  readonly submitted: (paper: Paper) => Answer;
  readonly unknown: Answer;
  /** The answer to a wrong token where none is needed. */
  readonly wrongToken: Answer | undefined;
}

const HABITS: Habits = {
  papers: NEWEST,
  list: (papers) => answer(200, 'application/vnd.papers+json', JSON.stringify(papers), { ETag: '"list-1"' }),
  one: (paper) => json(200, paper, { ETag: `"${paper.key}"` }),
  abstract: answer(200, 'text/plain; charset=utf-8', 'We show that order matters.\n'),
  file: answer(200, 'application/pdf', PDF, { 'Content-Disposition': 'attachment; filename="paper.pdf"' }),
  record: answer(200, 'application/xml', '<?xml version="1.0"?><record><title>On order</title></record>'),
  table: answer(200, 'text/csv; charset=utf-8', 'key,title\r\n2024.01234v2,On order\r\n'),
  latest: nothing(302, { Location: '/papers/2024.01234v2' }),
  submitted: (paper) => json(201, paper),
  unknown: problem(404, 'There is no such paper'),
  wrongToken: undefined,
};

function papers(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  const parts = { abstract: habits.abstract, file: habits.file, record: habits.record } as const;

  function submit({ headers, body }: Asked): Answer {
    if (headers.authorization !== `Bearer ${TOKEN}`)
      return problem(401, 'A token is needed', { 'WWW-Authenticate': 'Bearer' });
    const { title } = Object(parsed(body)) as { title?: unknown };
    return typeof title === 'string' && title !== ''
      ? habits.submitted({ key: 'new', title })
      : problem(422, 'A title is needed');
  }

  function read(asked: Asked, key: string | undefined, part: string | undefined): Answer {
    const { path, query, headers } = asked;
    const isWrong = headers.authorization !== undefined && headers.authorization !== `Bearer ${TOKEN}`;
    if (habits.wrongToken && isWrong) return habits.wrongToken;
    if (path === '/papers.csv') return habits.table;
    if (path === '/latest') return habits.latest;
    if (key === undefined) return habits.list(habits.papers.slice(0, Number(query.get('limit') ?? 100)), asked);
    const paper = habits.papers.find((one) => one.key === decodeURIComponent(key));
    if (!paper) return habits.unknown;
    return part === undefined ? habits.one(paper, asked) : parts[part as keyof typeof parts];
  }

  return (asked) => {
    const { method, path } = asked;
    const [, key, part] = /^\/papers\/([^/]+)(?:\/(abstract|file|record))?$/.exec(path) ?? [];
    const isKnown = key !== undefined || ['/papers', '/papers.csv', '/latest'].includes(path);
    if (!isKnown) return problem(404, 'No such path');
    const allowed = path === '/papers' ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
    if (!allowed.includes(method)) return problem(405, 'Not allowed', { Allow: allowed.join(', ') });
    return method === 'POST' ? submit(asked) : read(asked, key, part);
  };
}

const DOCUMENTED = 'the description: it is documented';

export const PAPERS: Family = {
  name: 'papers',
  credentials: { reader: TOKEN },
  variants: [
    {
      name: 'the plain server of the family, with a paper that is submitted',
      allows: 'its description',
      server: () => ({ handle: papers() }),
      writes: 'all',
    },
    {
      name: 'weak validators that differ from answer to answer, and times of change',
      allows: 'RFC 9110 section 8.8.3: W/"…", opaque; section 8.8.2',
      server: () => {
        let count = 0;
        const handle = changing(papers(), (made) => ({
          ...made,
          headers: {
            ...made.headers,
            ETag: `W/"${count++}é"`,
            'Last-Modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
            Age: '0',
          },
        }));
        return { handle };
      },
    },
    {
      name: 'conditional requests get 304 without a body',
      allows: 'RFC 9110 section 15.4.5; 304 is documented',
      server: () => ({
        handle: changing(papers(), (made, { headers }) =>
          made.headers['ETag'] !== undefined && headers['if-none-match'] === made.headers['ETag']
            ? nothing(304, { ETag: made.headers['ETag'] })
            : made,
        ),
      }),
    },
    {
      name: 'the list is a part: 206',
      allows: 'the description: 206 is documented for a part of the list, as in TMF630 of TM Forum',
      server: () => ({
        handle: papers({
          list: (all) =>
            answer(206, 'application/vnd.papers+json', JSON.stringify(all.slice(0, 2)), {
              'Content-Range': `items 0-1/${all.length}`,
            }),
        }),
      }),
    },
    {
      name: 'no abstract: 204',
      allows: `${DOCUMENTED} beside 200`,
      server: () => ({ handle: papers({ abstract: nothing(204) }) }),
    },
    {
      name: 'the file is an image',
      allows: 'the description: image/* is documented; a range, by OpenAPI 3.1, Response Object',
      server: () => ({ handle: papers({ file: answer(200, 'image/gif', GIF) }) }),
    },
    {
      name: 'the file is an image with a structured suffix and a parameter',
      allows: 'the description: image/* is documented; RFC 6839 and RFC 9110 section 8.3.1',
      server: () => ({ handle: papers({ file: answer(200, 'Image/SVG+XML; charset=utf-8', SVG) }) }),
    },
    {
      name: 'the file is elsewhere: 302, relative and with a fragment',
      allows: `${DOCUMENTED}; RFC 9110 section 10.2.2: a URI reference`,
      server: () => ({ handle: papers({ file: nothing(302, { Location: '../files/paper.pdf#page=2' }) }) }),
    },
    {
      name: 'texts of no characters, and tables without a row',
      allows: 'the schema: a string without minLength; RFC 4180 section 2: a record may be one empty field',
      server: () => ({
        handle: papers({
          abstract: answer(200, 'text/plain', ''),
          table: answer(200, 'text/csv; header=absent', ''),
        }),
      }),
    },
    {
      name: 'text in Latin 1, XML in UTF-16, a table with bare line feeds',
      allows: 'RFC 9110 section 8.3.2, RFC 7303 section 3, RFC 7111: a charset or a mark names the encoding',
      server: () => ({
        handle: papers({
          abstract: answer(
            200,
            'text/plain; charset=ISO-8859-1',
            Buffer.from('Les m\u00eames \u00e9l\u00e8ves', 'latin1'),
          ),
          record: answer(
            200,
            'application/xml',
            Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><record/>', 'utf16le'),
          ),
          table: answer(200, 'text/csv; charset=us-ascii; header=absent', 'a,"b\n""c"""\nd,e\n'),
        }),
      }),
    },
    {
      name: 'a file name in Unicode, and fields with obsolete bytes',
      allows: 'RFC 6266 section 5, RFC 8187; RFC 9110 section 5.5: obs-text is opaque',
      server: () => ({
        handle: papers({
          file: answer(200, 'application/pdf', PDF, {
            'Content-Disposition': 'attachment; filename="\u00e9.pdf"; filename*=UTF-8\'\'%e2%82%ac.pdf',
            'X-Title': '\u00fcber \u00ff',
          }),
        }),
      }),
    },
    {
      name: 'a paper that is there already: 303',
      allows: `${DOCUMENTED} beside 201; RFC 9110 section 15.4.4`,
      server: () => ({ handle: papers({ submitted: () => nothing(303, { Location: '/papers/2024.01234v2' }) }) }),
      writes: 'all',
    },
    {
      name: '307 where 302 and 307 are documented, with a note for people',
      allows: `${DOCUMENTED}; RFC 9110 section 15.4.8`,
      server: () => ({
        handle: papers({
          latest: answer(307, 'text/html', '<a href="/papers/1">there</a>', { Location: 'papers/2024.01234v2?x=1' }),
        }),
      }),
    },
    {
      name: 'an unknown paper is refused with a page for people',
      allows: `${DOCUMENTED}: text/html beside application/problem+json`,
      server: () => ({
        handle: papers({ unknown: answer(404, 'text/html; charset=utf-8', '<!doctype html><h1>404</h1>') }),
      }),
    },
    {
      name: 'an unknown paper was withdrawn: 410',
      allows: 'the description: 404 and 410 are both documented, with the same text',
      server: () => ({ handle: papers({ unknown: problem(410, 'Withdrawn, if it ever was') }) }),
    },
    {
      name: 'a wrong token is refused where none is needed',
      allows:
        'OpenAPI 3.1, Security Requirement Object: {} makes it optional, and nothing says that a wrong one is ignored; RFC 9110 section 15.5.2',
      server: () => ({
        handle: papers({
          wrongToken: problem(401, 'The token is wrong', { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
        }),
      }),
    },
    {
      name: 'all answers in brotli or deflate, as the client accepts them',
      allows: 'RFC 9110 section 12.5.3',
      server: () => ({
        handle: papers(),
        wire: (made, outgoing, asked) => {
          const accepted = String(asked.headers['accept-encoding'] ?? '');
          const coding = (['br', 'deflate'] as const).find((name) => accepted.includes(name));
          return coding ? wire.encoded(coding)(made, outgoing, asked) : wire.inChunks(made, outgoing, asked);
        },
      }),
    },
  ],
  broken: {
    name: 'a table where a paper should be',
    server: () => ({ handle: papers({ one: () => HABITS.table }) }),
    assertion: 'Get a paper: Content-Type is application/json',
  },
};
