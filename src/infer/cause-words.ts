/**
 * Phrases that descriptions use for the cause of an error response. Only unambiguous phrases are listed: "Unauthorized",
 * "Forbidden", "Access denied" and "Bad request" are not, because they say no more than the status code.
 */
import type { Cause } from '../model/types.ts';

/** Subjects (`#token`) and defects (`!missing`). Longer phrases come first. */
const TAGS: readonly (readonly [RegExp, string])[] = [
  [/\b(x )?(api|subscription|app|application) ?keys?( header)?\b/g, '#key'],
  [/\b(access|bearer|auth|authentication|authorization|security|id) tokens?\b/g, '#token'],
  [/\b(authorization|authentication)( header)?\b|\b(tokens?|jwt|credentials?|passwords?)\b/g, '#token'],
  [/\bquery( string)?( (parameters?|params?))\b|\bquery string\b/g, '#query'],
  [/\b(path|url|uri) (parameters?|params?|variables?)\b/g, '#path'],
  [/\b(request )?(parameters?|params?)\b/g, '#parameter'],
  [/\bheaders?\b/g, '#header'],
  [/\b(request )?(body|payload)( fields?)?\b/g, '#body'],
  [
    /\bmust (not )?(be|match|satisfy)\b(?! (provided|given|sent|present|supplied|set|included|issued)\b)|\bout of range\b/g,
    '!broken',
  ],
  [/\bno valid\b/g, '!missing !invalid'],
  [/\b(no longer valid|out of date|(has |have )?(run out|expired))\b/g, '!expired'],
  [/\b(not|isn t|aren t) (valid|recogni[sz]ed|known|correct|accepted)\b/g, '!invalid'],
  [/\b(not|wasn t|isn t) (provided|given|sent|supplied|present|included|set)\b/g, '!missing'],
  [/\b(missing|absent|without|required|no|lacks?)\b/g, '!missing'],
  [/\b(invalid|wrong|incorrect|unknown|unrecogni[sz]ed|malformed|revoked|bad|failed|rejected)\b/g, '!invalid'],
  [/\b(or|and|nor)\b|,/g, '+'],
];

/** The causes for a subject with a defect. */
const CAUSES: Readonly<Record<string, readonly Cause[]>> = {
  '#token!missing': ['missing-credentials'],
  '#token!invalid': ['invalid-credentials'],
  '#token!expired': ['expired-credentials'],
  '#key!missing': ['missing-api-key'],
  '#key!invalid': ['invalid-api-key'],
  '#query!missing': ['missing-query-parameter'],
  '#query!invalid': ['invalid-query-parameter'],
  '#path!invalid': ['invalid-path-parameter'],
  '#parameter!missing': ['missing-query-parameter'],
  '#parameter!invalid': ['invalid-query-parameter', 'invalid-path-parameter'],
  '#query!broken': ['invalid-query-parameter'],
  '#path!broken': ['invalid-path-parameter'],
  '#parameter!broken': ['invalid-query-parameter', 'invalid-path-parameter'],
  '#body!broken': ['invalid-body'],
  '#header!missing': ['missing-header'],
  '#header!invalid': ['invalid-header'],
  '#body!missing': ['invalid-body'],
  '#body!invalid': ['invalid-body'],
};

/** It does not say what is validated. */
const VALIDATION = /\bvalidation (error|failed|failure)s?\b|\bfailed validation\b|\bnot pass validation\b/;

/** Another cause beside that: "Validation failed, or the endpoint has been spammed" is no promise that all requests are validated. */
const ALTERNATIVE = /\bor (?!(validation|missing|invalid|malformed|bad)\b)/;

/** Phrases that name a cause on their own. */
const PHRASES: readonly (readonly [RegExp, readonly Cause[]])[] = [
  [/\bscopes?\b/, ['insufficient-scope']],
  [/\bmethod (is )?not (allowed|supported)\b/, ['method-not-allowed']],
  [/\b(too many requests|rate limit\w*|quota|throttl\w*)\b/, ['too-many-requests']],
  [
    VALIDATION,
    [
      'invalid-query-parameter',
      'missing-query-parameter',
      'invalid-path-parameter',
      'missing-header',
      'invalid-header',
      'invalid-body',
    ],
  ],
  [
    /(?<!\b(route|path|endpoint|url|page) )\bnot found\b|\b(does|do|did) not exist\b|\bdoesn t exist\b|\bno such\b/,
    ['unknown-resource'],
  ],
];

/** The statuses with which a server may report each cause. A response for a whole class, such as `4XX`, may report any. */
const STATUSES: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'missing-credentials': ['400', '401', '403'],
  'invalid-credentials': ['400', '401', '403'],
  'expired-credentials': ['400', '401', '403'],
  'missing-api-key': ['400', '401', '403'],
  'invalid-api-key': ['400', '401', '403'],
  'insufficient-scope': ['401', '403'],
  'unknown-resource': ['404'],
  'method-not-allowed': ['405'],
  'invalid-query-parameter': ['400', '422'],
  'missing-query-parameter': ['400', '422'],
  'invalid-path-parameter': ['400', '404', '422'],
  'missing-header': ['400', '422'],
  'invalid-header': ['400', '422'],
  'invalid-body': ['400', '422'],
  'too-many-requests': ['403'],
};

/**
 * The causes that a text names, for a response of this status. `parameters`: names of query parameters that the text may
 * mention.
 */
export function causesNamed(text: string, status: string, parameters: readonly string[] = []): readonly Cause[] {
  const found = new Set<Cause>();
  for (const sentence of text.split(/[.;:!?()\n]+/)) {
    const plain = toPlain(spokenOf(sentence, parameters));
    for (const [phrase, causes] of PHRASES) {
      if (phrase.test(plain) && !(phrase === VALIDATION && ALTERNATIVE.test(plain))) {
        for (const cause of causes) found.add(cause);
      }
    }
    for (const pair of pairsIn(plain)) for (const cause of CAUSES[pair] ?? []) found.add(cause);
  }
  const isClass = /X|default/i.test(status);
  return [...found].filter((cause) => isClass || STATUSES[cause]?.includes(status));
}

/** A sentence that starts with a parameter's name is about that parameter: "limit must be a number". */
function spokenOf(sentence: string, parameters: readonly string[]): string {
  const [, name = '', rest = ''] = /^\s*["'`]?([\w.[\]$-]+)["'`]?(\s.*)$/s.exec(sentence) ?? [];
  return parameters.includes(name) ? `query parameter${rest}` : sentence;
}

/** Normalizes `invalidApiKey`, `INVALID_API_KEY` and "Invalid API key" to one text. */
function toPlain(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9,]+/g, ' ')
    .trim();
}

/** Pairs of a subject and its defect: `#key!missing`. */
function pairsIn(plain: string): readonly string[] {
  const tagged = TAGS.reduce((text, [phrase, tag]) => text.replace(phrase, ` ${tag} `), plain);
  const words = tagged.split(/\s+/).filter(Boolean);
  return words.flatMap((word, index) => {
    if (!word.startsWith('!')) return [];
    const thing = nearest(words, index, 1) ?? nearest(words, index, -1);
    return thing === undefined ? [] : [`${thing}${word}`];
  });
}

/** Words that may stand between a subject and its defect: "the token that was sent is invalid". */
const BETWEEN = /^(the|a|an|your|this|any|its|given|that|which|is|are|was|were|be|been|has|have|it|value|sent)$/;

/** The subject nearest to a defect, in one direction. An "or" ends the search unless it joins two defects. */
function nearest(words: readonly string[], from: number, step: 1 | -1): string | undefined {
  for (let index = from + step, others = 0; others < 5; index += step) {
    const word = words[index];
    if (word === undefined) return undefined;
    if (word.startsWith('#')) return word;
    if (word === '+' && words[index + step]?.startsWith('!') !== true && words[index + step] !== '+') return undefined;
    if (word.startsWith('!') || word === '+') continue;
    if (!BETWEEN.test(word)) return undefined;
    others += 1;
  }
  return undefined;
}
