// @ts-check
/** Comparisons: assertions that hold the response against more than itself, which is read from the server after it. */

/** What this script compares. */
const comparisons = [];

/** Announces a comparison: its name, what it reads (the readers, by name), and the judge, which gets what was read. */
function compare(name, reads, judge) {
  comparisons.push({ name: name, reads: reads, judge: judge });
}

/**
 * Reads what the response is held against, and judges all comparisons. Lists are read once in a run. A live list changes while
 * one looks: before a comparison fails, everything is read anew, twice, and where the list was in another state each time, or
 * the response is right after all, it says so instead.
 */
function runComparisons() {
  const looks = [];
  const names = comparisons
    .reduce((all, one) => all.concat(one.reads), [])
    .filter((name, index, all) => all.indexOf(name) === index);
  const reading = {
    fresh: false,
    fail: (why) => comparisons.forEach((one) => pm.test(one.name, () => pm.expect.fail('cannot compare: ' + why))),
    giveUp: (reason, detail) => giveUp(looks, reason, detail),
  };
  if (isChanged()) return reading.giveUp('request-changed');
  if (!(pm.response.code < 300)) return reading.fail('the response is HTTP ' + pm.response.code);
  look(pm.response);

  function look(response) {
    readAll(names, response, reading, (found) => {
      looks.push(Object.assign({ response: response, results: [] }, found));
      const latest = looks[looks.length - 1];
      latest.results = comparisons.map((one) => resultOf(one, latest));
      const isRight = looks.length === 1 && latest.results.every((result) => result.problem === undefined);
      if (isRight || looks.length === 3) return settle(looks);
      reading.fresh = true;
      read(pm.request.url.toString(), reading, look);
    });
  }
}

/** What a comparison says of what was seen: nothing, a problem, or why it cannot judge. */
function resultOf(comparison, seen) {
  try {
    comparison.judge(seen);
    return {};
  } catch (error) {
    return error.notJudged ? { notJudged: error.notJudged } : { problem: error.message };
  }
}

/** Ends a comparison that has not seen enough to judge. */
function skipHere(reason) {
  const error = new Error(NOT_JUDGED[reason]);
  error.notJudged = reason;
  throw error;
}

/** Reports each comparison after one look that was right, or after three. */
function settle(looks) {
  comparisons.forEach((comparison, index) => {
    const results = looks.map((seen) => seen.results[index]),
      first = results[0];
    if (first.notJudged) return notJudged(comparison.name, first.notJudged);
    if (first.problem === undefined) return pm.test(comparison.name, () => undefined);
    const states = looks.map(stateOf),
      stood = states[2] === states[0] || states[2] === states[1];
    if (stood && results.every((result) => result.problem !== undefined))
      return pm.test(comparison.name, () => pm.expect.fail(first.problem));
    // Where no order is described, and the list comes in another one each time, nothing can be told of a page.
    if (about.unordered) return notJudged(comparison.name, 'no-order');
    notJudged(comparison.name, 'data-moved', first.problem);
  });
}

/** Reports comparisons that cannot be judged; those that had failed before, with what they found. */
function giveUp(looks, reason, detail) {
  comparisons.forEach((comparison, index) => {
    const problem = looks.length > 0 ? looks[0].results[index].problem : undefined;
    if (looks.length > 0 && problem === undefined) return pm.test(comparison.name, () => undefined);
    notJudged(comparison.name, reason, problem || detail);
  });
}

/** The items that were read, as text. */
function stateOf(seen) {
  return JSON.stringify(Object.keys(READERS).map((name) => seen[name] && (seen[name].items || seen[name])));
}
