/**
 * Counts what the scripts of a collection compare: a passed test that compared nothing is an empty tick. The counter is put around
 * the scripts from outside, so that the product cannot count for itself.
 */
import type { Collection, CollectionEvent, Folder, Item } from '../../src/postman/types.ts';
import type { Verdict } from '../../src/run/verdict.ts';

/** Between the name of a test and how much it compared, in an assertion of the counter. */
const MARK = ' | compared ';

/** What every script gets as `pm`: the same, but it counts. Each passed test is followed by a skipped one that tells the count. */
const COUNTER = `countingPm = (pm) => {
  const counts = { all: 0, by: {} };
  const counting = Object.create(pm);
  counting.count = (amount) => { counts.all += Number(amount); };
  counting.during = (name, judge) => {
    const before = counts.all;
    try { return judge(); } finally { counts.by[name] = (counts.by[name] || 0) + counts.all - before; }
  };
  counting.expect = Object.assign((value, name) => { counts.all += 1; return pm.expect(value, name); }, { fail: (text) => pm.expect.fail(text) });
  counting.test = Object.assign((name, judge) => {
    let compared;
    pm.test(name, () => {
      counting.during(name, judge);
      compared = counts.by[name];
    });
    if (compared !== undefined) pm.test.skip(name + ${JSON.stringify(MARK)} + compared);
  }, { skip: (name) => pm.test.skip(name) });
  return counting;
};`;

/** Where the library compares without `pm.expect`, and how much: what stands there, and what is put before or around it. */
const PLACES: readonly (readonly [text: string, counted: string])[] = [
  // Who judges, so that what comparisons read and compare is counted for their names.
  ['    judge();\n  } catch', '    pm.during(name, judge);\n  } catch'],
  ['    comparison.judge(finding);', '    pm.during(comparison.name, () => comparison.judge(finding));'],
  ['if (wanted !== undefined) check(', 'if (wanted !== undefined) pm.count(1), check('],
  [
    '  const place = expected.findIndex(',
    '  pm.count(Math.max(expected.length, found.length));\n  const place = expected.findIndex(',
  ],
  [
    '    if (other && !same(item, other, meansSame) &&',
    '    pm.count(other !== undefined);\n    if (other && !same(item, other, meansSame) &&',
  ],
  ['    if (!same(value, detail, meansSame))', '    pm.count(1);\n    if (!same(value, detail, meansSame))'],
  ['  const missing = expected.filter(', '  pm.count(expected.length);\n  const missing = expected.filter('],
  ['  const surplus = found.filter(', '  pm.count(found.length);\n  const surplus = found.filter('],
  ['  if (places.size < 2)', '  pm.count(places.size > 1 && places.size);\n  if (places.size < 2)'],
  [
    '  const place = results.indexOf(false);',
    '  pm.count(results.filter((one) => one !== undefined).length);\n  const place = results.indexOf(false);',
  ],
  [
    '  const [[wrong], right] = ',
    '  pm.count([].concat(...judged).filter((one) => one === true || one === false).length);\n  const [[wrong], right] = ',
  ],
  ['  if (!pm.response.text()) return;', '  if (!pm.response.text()) return pm.count(1);'],
  [
    "  if (refusal === undefined) skipHere('other-media-type');",
    "  if (refusal === undefined) skipHere('other-media-type');\n  pm.count(1);",
  ],
  ['  if (sent.length === 0)', '  pm.count(sent.length);\n  if (sent.length === 0)'],
  ['  expectValid(readText(texts', '  pm.count(1);\n  expectValid(readText(texts'],
  ['    keep(variable, value, isText);', '    pm.count(1);\n    keep(variable, value, isText);'],
  ["  const token = at(grant, '/access_token');", "  pm.count(1);\n  const token = at(grant, '/access_token');"],
  // In the scripts of requests.
  [
    "  if (next !== null) pm.expect.fail('no items follow",
    "  pm.count(1);\n  if (next !== null) pm.expect.fail('no items follow",
  ],
];

/** The collection with a counter, and which of the places where the library compares it has. */
export function withCounter(collection: Collection): {
  readonly counted: Collection;
  readonly places: ReadonlySet<string>;
} {
  const places = new Set<string>();
  const counting = (text: string) =>
    PLACES.reduce(
      (code, [place, counted]) => {
        if (!code.includes(place)) return code;
        places.add(place);
        return code.replaceAll(place, () => counted);
      },
      text.replaceAll(/pm\.response\.to\.have\.status\((\d+)\)/g, 'pm.expect(pm.response.code).to.equal($1)'),
    );
  const event = ({ listen, script }: CollectionEvent): CollectionEvent => {
    const text = counting(script.exec.join('\n'));
    const exec = listen === 'test' ? `((pm) => {\n${text}\n})(countingPm(pm));` : `${COUNTER}\n${text}`;
    return { listen, script: { ...script, exec: exec.split('\n') } };
  };
  const within = <Node extends Item | Folder>(node: Node): Node => ({
    ...node,
    ...(node.event && { event: node.event.map(event) }),
    ...('item' in node && { item: node.item.map(within) }),
  });
  const counted = { ...collection, event: (collection.event ?? []).map(event), item: collection.item.map(within) };
  return { counted, places };
}

/** All places where the library compares. */
export const ALL_PLACES: readonly string[] = PLACES.map(([place]) => place);

interface Ticks {
  readonly passed: number;
  /** How many of them were counted: all, or the counter is broken. */
  readonly counted: number;
  readonly comparisons: number;
  /** `request: assertion` of each passed test that compared nothing. */
  readonly empty: readonly string[];
}

/** What the tests of a run compared. Tests of the counter itself are not among those that passed. */
export function ticksOf({ requests }: Verdict): Ticks {
  const all = requests.flatMap(({ name, assertions }) =>
    assertions.map((assertion) => ({ request: name, ...assertion })),
  );
  const counts = all
    .filter(({ name, planned }) => !planned && name.includes(MARK))
    .map(({ request, name }) => ({
      what: `${request}: ${name.slice(0, name.lastIndexOf(MARK))}`,
      compared: Number(name.slice(name.lastIndexOf(MARK) + MARK.length)),
    }));
  return {
    passed: all.filter(({ planned, outcome }) => planned && outcome.kind === 'passed').length,
    counted: counts.length,
    comparisons: counts.reduce((sum, { compared }) => sum + compared, 0),
    empty: counts.filter(({ compared }) => !(compared > 0)).map(({ what }) => what),
  };
}
