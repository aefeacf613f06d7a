/**
 * Servers that give the same nonsense to everything: no assertion passes on all of them, and what passes on one says something that is
 * true of its responses.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { type Fetch, incidentSuite, type Suite, tried } from '../helpers/suite.ts';

/** Assertions that are true of each of these responses, whatever was requested. */
const NONSENSE: readonly { readonly name: string; readonly answer: () => Response; readonly may: RegExp }[] = [
  {
    name: '200 with a page',
    answer: () => new Response('<p>It works', { headers: { 'Content-Type': 'text/html' } }),
    may: /^Status is 200$/,
  },
  {
    name: '204',
    answer: () => new Response(null, { status: 204 }),
    // A list without content has no items.
    may: /^(The page contains at most \d+ items?|The list is empty)$/,
  },
  { name: '503 with {}', answer: () => Response.json({}, { status: 503 }), may: /^(?!)$/ },
  {
    name: '200 with 7',
    answer: () => Response.json(7),
    may: /^(Status is 200|Content-Type is application\/json|The body is valid UTF-8)$/,
  },
  { name: '418 with a text', answer: () => new Response('I am a teapot', { status: 418 }), may: /^(?!)$/ },
  {
    name: '200 with {}',
    answer: () => Response.json({}),
    may: /^(Status is 200|Content-Type is application\/json|The body is valid UTF-8)$/,
  },
  {
    name: '200 with []',
    answer: () => Response.json([]),
    may: /^(Status is 200|Content-Type is application\/json|The body (is valid UTF-8|satisfies its schema)|The page contains at most \d+ items?|The list is empty)$/,
  },
  {
    name: '404 with JSON',
    answer: () => Response.json({ error: 'not found' }, { status: 404 }),
    may: /^(Status is 404|Content-Type is application\/json|The body is valid UTF-8|The error response (contains no data|repeats no credentials))$/,
  },
  { name: '500 with nothing', answer: () => new Response(null, { status: 500 }), may: /^(?!)$/ },
];

/** Nonsense, but for the first token: without one, nothing else is sent. */
function afterFirstToken(suite: Suite, answer: () => Response): Fetch {
  let tokens = 0;
  return async (request) => {
    const isFirst = new URL(request.url).pathname === suite.tokenPath && tokens++ === 0;
    return isFirst ? suite.fetch(request) : answer();
  };
}

const TOKEN = 'Get an access token';

function passedIn({ requests }: Verdict): readonly { readonly of: string; readonly title: string }[] {
  return requests.flatMap(({ name, assertions }) =>
    assertions.filter(({ outcome }) => outcome.kind === 'passed').map(({ name: title }) => ({ of: name, title })),
  );
}

describe('the suite of the Incident API, on a server that answers everything with', () => {
  let suite: Suite;
  const green: ReadonlySet<string>[] = [];

  beforeAll(async () => {
    suite = await incidentSuite();
  });

  it.each(NONSENSE)('$name, passes only what is true of it', async ({ answer, may }) => {
    const verdict = await tried(suite, { fetch: afterFirstToken(suite, answer) });
    const passed = passedIn(verdict);
    expect(passed.filter(({ of, title }) => of !== TOKEN && !may.test(title))).toEqual([]);
    expect(verdict).toMatchObject({ ok: false, exitCode: EXIT.broken });
    green.push(new Set(passed.map(({ of, title }) => `${of}: ${title}`)));
  });

  it.each(NONSENSE)('$name also for tokens, could not judge', async ({ answer }) => {
    const verdict = await tried(suite, { fetch: async () => answer() });
    expect(verdict).toMatchObject({ ok: false, exitCode: EXIT.unable });
    green.push(new Set(passedIn(verdict).map(({ of, title }) => `${of}: ${title}`)));
  });

  it('and no assertion passes on all of them', () => {
    const [first = new Set<string>(), ...others] = green;
    expect(green).toHaveLength(2 * NONSENSE.length);
    expect([...first].filter((title) => others.every((passed) => passed.has(title)))).toEqual([]);
    // Nor, of all but the token that they grant, on all that answer anything but tokens.
    const answering = green.slice(0, NONSENSE.length);
    const kept = [...first].filter((title) => answering.every((passed) => passed.has(title)));
    expect(kept.filter((title) => !title.startsWith(`${TOKEN}: `))).toEqual([]);
  });
});
