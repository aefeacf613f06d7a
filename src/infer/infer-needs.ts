import type { Operation } from '../model/types.ts';
import { sentencesOf } from './prose.ts';

/** Phrases that require what no schema can: one of several parameters, or one beside another. */
const NEEDS = [
  /\b(at least|exactly|either|one|any)\b[^.;]*\b(must be|has to be|have to be|is|are) (specified|provided|supplied|given|present|set|passed|required|mandatory)\b/i,
  /\bor\b[^.;]*\b(must be|has to be|have to be) (specified|provided|supplied|given|present|set|passed)\b/i,
  /\b(must|has to|have to) (also )?(specify|provide|supply|pass|include|give|set)\b/i,
  /(?<!not )\b(required|mandatory) (if|when|unless|where)\b/i,
  /\b(specify|provide|supply|pass|give|use) (at least|exactly|either) one\b/i,
];

/** What is said of a value, or of a header of every request, or is not refused. */
const OF_VALUES =
  /\b(ignored|format|formatted|encoded|between|characters|digits|user[- ]agent|content[- ]type|access token|api key)\b/i;

/**
 * The sentence by which an operation needs parameters that its description has as optional: "You must specify a project if you do not
 * specify an assignee". It asserts nothing: a request without them may be refused as the description says.
 */
export function inferNeeds({ description, summary, parameters }: Operation): string | undefined {
  const optional = parameters.filter(({ in: place, required }) => place === 'query' && !required);
  if (optional.length === 0) return undefined;
  const texts = [summary, description, ...optional.map((parameter) => parameter.description)];
  return texts
    .flatMap(sentencesOf)
    .find((sentence) => NEEDS.some((phrase) => phrase.test(sentence)) && !OF_VALUES.test(sentence));
}
