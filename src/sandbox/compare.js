// @ts-check
// Comparisons: assertions that hold the response against more than itself, which is read from the server after it.

/**
 * What this script compares.
 *
 * @type {Comparison[]}
 */
const COMPARISONS = [];

/**
 * Announces a comparison: its name, what it reads (the readers, by name), and the judge, which gets what was read.
 *
 * @param {string} name
 * @param {Comparison['reads']} reads
 * @param {Comparison['judge']} judge
 */
function compare(name, reads, judge) {
  COMPARISONS.push({ name, reads, judge });
}

/**
 * Reads what the response is held against, and judges all comparisons. Lists are read once in a run. A live list changes while
 * one looks: before a comparison fails, everything is read anew, twice, and where the list was in another state each time, or
 * the response is right after all, it says so instead.
 */
function runComparisons() {
  /** @type {Look[]} */
  const looks = [];
  const names = new Set(COMPARISONS.reduce((all, one) => all.concat(one.reads), /** @type {string[]} */ ([])));
  /** @type {Reading} */
  const reading = {
    fail: (why) => endEarly(looks, (name) => pm.test(name, () => pm.expect.fail('cannot compare: ' + why))),
    giveUp: (reason, detail) =>
      endEarly(looks, (name, problem) => notJudged(name, problem && reason === 'budget-spent' ? 'unconfirmed' : reason, problem || detail)),
  };
  /** @param {PostmanResponse} response */
  const look = (response) =>
    readAll(names, response, reading, (finding) => {
      looks.push(Object.assign(finding, { results: COMPARISONS.map((one) => resultOf(one, finding)) }));
      const isRight = looks[0].results.every((result) => result.problem === undefined);
      if (isRight || looks.length === 3) return settle(looks);
      reading.lists = new Map();
      read(pm.request.url.toString(), reading, look);
    });
  if (isChanged()) return reading.giveUp('request-changed');
  if (!(pm.response.code < 300)) return reading.fail('the response is HTTP ' + pm.response.code);
  try {
    look(pm.response);
  } catch (error) {
    reading.fail(error.message);
  }
}

/**
 * What a comparison says of what was seen: nothing, a problem, or why it cannot judge.
 *
 * @param {Comparison} comparison
 * @param {Seen} finding
 * @returns {Result}
 */
function resultOf(comparison, finding) {
  try {
    comparison.judge(finding);
    return {};
  } catch (error) {
    return error.notJudged ? { notJudged: error.notJudged } : { problem: error.message };
  }
}

/**
 * Ends a comparison that has not seen enough to judge.
 *
 * @param {NotJudgedReason} reason
 * @returns {never}
 */
function skipHere(reason) {
  throw Object.assign(new Error(NOT_JUDGED[reason]), { notJudged: reason });
}

/**
 * Reports each comparison after one look that was right, or after three.
 *
 * @param {readonly Look[]} looks
 */
function settle(looks) {
  const [first, second, last] = looks.length === 3 ? looks.map(stateOf) : [];
  const hasStood = last === first || last === second;
  COMPARISONS.forEach(({ name }, index) => {
    const problems = looks.map((finding) => finding.results[index].problem);
    const problem = problems[0];
    if (problem === undefined) report(name, looks[0].results[index]);
    else if (hasStood && problems.every((one) => one !== undefined)) pm.test(name, () => pm.expect.fail(problem));
    // Where no order is described, and the list comes in another one each time, nothing can be told of a page.
    else if (about.unordered) notJudged(name, 'no-order');
    else notJudged(name, 'data-moved', problem);
  });
}

/**
 * Reports comparisons whose reading came to no end: what the first look has found right stays so.
 *
 * @param {readonly Look[]} looks
 * @param {(name: string, problem?: string) => void} end
 */
function endEarly(looks, end) {
  COMPARISONS.forEach(({ name }, index) => {
    const result = looks.length > 0 ? looks[0].results[index] : undefined;
    if (result && result.problem === undefined) report(name, result);
    else end(name, result && result.problem);
  });
}

/**
 * Reports a comparison that found no problem.
 *
 * @param {string} name
 * @param {Result} result
 */
function report(name, result) {
  if (result.notJudged) notJudged(name, result.notJudged);
  else pm.test(name, () => undefined);
}

/**
 * What was read, as text.
 *
 * @param {Look} finding
 */
function stateOf(finding) {
  return JSON.stringify(finding, (name, value) => (['response', 'parts', 'results'].includes(name) ? undefined : value));
}
