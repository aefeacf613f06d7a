/**
 * What a suite says of Prism's mock: `npm run bench:prism`, `npm run bench:prism -- lyft petstore`.
 *
 * Ten published descriptions at even distances in the list, each the first from there with 3 to 300 requests; or those whose line in the
 * list contains a name. Tokens come from the reference server, since Prism grants none. Each red assertion is printed, grouped by its
 * words: whose fault it is, a person has to say.
 */
import { parseArgs } from 'node:util';
import { type Generated, generateCollection } from '../src/compose/generate-collection.ts';
import { openReferenceTarget } from '../src/compose/reference-target.ts';
import { entriesOf } from '../src/contract/types.ts';
import { groupBy } from '../src/core/group-by.ts';
import { loadDescription } from '../src/load/load-description.ts';
import type { RunEvent } from '../src/run/events.ts';
import { isAcceptable } from '../src/run/judge-assertions.ts';
import { run } from '../src/run/run.ts';
import { toVerdict } from '../src/run/verdict.ts';
import { type Listed, readList } from './real/documents.ts';
import { fetchPackages } from './real/packages.ts';
import { fetchPrism, openMock } from './real/prism.ts';

const COUNT = 10;
const [LEAST, MOST] = [3, 300];

interface Red {
  readonly description: string;
  readonly request: string;
  readonly assertion: string;
  readonly got: string;
}

interface Tried {
  readonly red: readonly Red[];
  readonly passed: number;
}

const { positionals } = parseArgs({ allowPositionals: true });
fetchPackages();
fetchPrism();

const red: Red[] = [];
let passed = 0;
for (const listed of await chosen()) {
  const tried = await tryOne(listed);
  red.push(...(tried?.red ?? []));
  passed += tried?.passed ?? 0;
  const outcome = tried ? `${tried.passed} passed, ${tried.red.length} not` : 'Prism does not serve it';
  process.stderr.write(`${listed.name}: ${outcome}\n`);
}
process.stdout.write(`${passed} passed, ${red.length} did not\n`);
for (const [words, list] of [...groupBy(red, wordsOf)].sort((one, other) => other[1].length - one[1].length)) {
  process.stdout.write(`\n${list.length} x ${words}\n`);
  for (const { description, request, got } of list) {
    process.stdout.write(
      `  ${description.replace(/^.*[@ /]/, '')} | ${request} | ${got.replace(/\s+/g, ' ').slice(0, 400)}\n`,
    );
  }
}

/** What was tried and what came of it, without what differs from request to request. */
function wordsOf({ request, assertion, got }: Red): string {
  const tried = /: ([^:/]+)$/.exec(request)?.[1]?.replace(/\(.*\)/, '') ?? 'as described';
  const status = /\b(?:expected|got) (\d{3})\b/.exec(got)?.[1];
  return `${tried}: ${status === undefined ? assertion : `answered with ${status}`}`;
}

async function chosen(): Promise<readonly Listed[]> {
  const list = readList();
  if (positionals.length > 0) return list.filter(({ name }) => positionals.some((part) => name.includes(part)));
  const found: Listed[] = [];
  for (let number = 0; number < COUNT; number += 1) {
    const from = Math.floor((number * list.length) / COUNT);
    for (const listed of list.slice(from, from + Math.floor(list.length / COUNT))) {
      const generated = await generatedFrom(listed);
      const requests = generated ? entriesOf(generated.contract).length : 0;
      if (requests < LEAST || requests > MOST) continue;
      found.push(listed);
      break;
    }
  }
  return found;
}

async function generatedFrom({ file }: Listed): Promise<Generated | undefined> {
  return loadDescription(file)
    .then(generateCollection)
    .catch(() => undefined);
}

async function tryOne(listed: Listed): Promise<Tried | undefined> {
  const generated = await generatedFrom(listed);
  const mock = generated && (await openMock(listed.file));
  if (!generated || !mock) return undefined;
  const { description, model, collection } = generated;
  const reference = await openReferenceTarget(description, model);
  try {
    const ofApi = Object.entries(reference.variables).map(([name, value]) => [
      name,
      /base_url/.test(name) ? mock.url : value,
    ]);
    const target = { ...reference, variables: Object.fromEntries(ofApi) as Readonly<Record<string, string>> };
    const events: RunEvent[] = [];
    for await (const event of run({ collection, ...target, client: 'newman' })) events.push(event);
    const { requests, totals, problems } = toVerdict(events, target);
    const broken = requests.flatMap(({ name, assertions, problems: own }) => [
      ...assertions
        .filter(({ outcome }) => !isAcceptable(outcome))
        .map(({ name: assertion, outcome }) => ({ request: name, assertion, got: JSON.stringify(outcome) })),
      ...own.map((problem) => ({ request: name, assertion: 'a problem', got: problem })),
    ]);
    const ofRun = problems.map((problem) => ({ request: '', assertion: 'a problem', got: problem }));
    const all = [...broken, ...ofRun].map((one) => ({ description: listed.name, ...one }));
    return { red: all, passed: totals.assertionsPassed };
  } finally {
    await reference.close();
    mock.close();
  }
}
