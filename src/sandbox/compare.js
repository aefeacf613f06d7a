// @ts-check
// Comparisons: assertions that compare the response with more data, which is read from the server after it.

/**
 * @type {Comparison[]}
 */
const COMPARISONS = [];

/**
 * Adds a comparison, which throws if the assertion fails. `anyOrder`: it does not depend on the order of the list.
 *
 * @param {string} name
 * @param {Comparison['reads']} reads
 * @param {Comparison['judge']} judge
 * @param {boolean} [anyOrder]
 */
function compare(name, reads, judge, anyOrder) {
  COMPARISONS.push({ name, reads, judge, anyOrder });
}

/**
 * Reads the data for all comparisons, and judges them. Live data may change: before one fails, everything is read twice more. If it
 * differs each time, or is correct once, the comparison is skipped.
 */
function runComparisons() {
  /** @type {Look[]} */
  const looks = [];
  const names = new Set(/** @type {string[]} */ ([]).concat(...COMPARISONS.map(({ reads }) => reads)));
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
      const isRight = looks[0].results.every(({ problem }) => problem === undefined);
      if (isRight || looks.length === 3) return settle(looks);
      reading.lists = new Map();
      read(sentUrl(), reading, look);
    });
  try {
    expectAmong(successes());
    if (isChanged()) skipHere('request-changed');
    textOf(pm.response);
    look(pm.response);
  } catch (error) {
    if (error.notJudged) reading.giveUp(error.notJudged, error.detail);
    else reading.fail(error.message);
  }
}

/**
 * @param {Comparison} comparison
 * @param {Seen} finding
 * @returns {Result}
 */
function resultOf(comparison, finding) {
  try {
    comparison.judge(finding);
    return {};
  } catch (error) {
    return error.notJudged ? error : { problem: error.message };
  }
}

/**
 * @param {readonly Look[]} looks
 */
function settle(looks) {
  const [first, second, last] = looks.length === 3 ? looks.map(stateOf) : [];
  // Where the order changes, two looks may be equal by chance.
  const isStable = (last === first || last === second) && !(about.unordered && first !== second);
  COMPARISONS.forEach(({ name, anyOrder }, index) => {
    const problems = looks.map((finding) => finding.results[index].problem);
    const [problem] = problems;
    if (problem === undefined) report(name, looks[0].results[index]);
    else if (isStable ? problems.every((one) => one !== undefined) : anyOrder && problems.every((one) => one === problem))
      pm.test(name, () => pm.expect.fail(problem));
    // Without a declared order, the content of a page is not determined.
    else if (about.unordered) notJudged(name, 'no-order');
    else notJudged(name, 'data-moved', problem);
  });
}

/**
 * Reports comparisons whose data could not be read to the end.
 *
 * @param {readonly Look[]} looks
 * @param {(name: string, problem?: string) => void} end
 */
function endEarly(looks, end) {
  COMPARISONS.forEach(({ name }, index) => {
    const result = looks[0] && looks[0].results[index];
    if (result && result.problem === undefined) report(name, result);
    else end(name, result && result.problem);
  });
}

/**
 * @param {string} name
 * @param {Result} result
 */
function report(name, result) {
  if (result.notJudged) notJudged(name, result.notJudged, result.detail);
  else pm.test(name, () => undefined);
}

/**
 * @param {Look} finding
 */
function stateOf(finding) {
  return JSON.stringify(finding, (name, value) => (['response', 'parts', 'results'].includes(name) ? undefined : value));
}
