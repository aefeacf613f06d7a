import { descriptionOf } from './filter-conventions.ts';
import { type Inference, inferred, toYamlLine } from './inference.ts';
import { sentencesOf } from './prose.ts';
import type { OddParameters, Operation } from './types.ts';

interface Inferred {
  readonly operations: readonly Operation[];
  readonly inferences: readonly Inference[];
}

const REFUSED = /\b(refused|rejected|bad request|400|422)\b/i;
const REPEATED =
  /\bparameters?\b[^.;]*\b(given|sent|passed|specified|occurs?|appears?) (more than once|twice|several times)\b|\bgives the same (query )?parameter twice\b/i;
const UNKNOWN =
  /\b(unknown|undescribed|undocumented|unrecogni[sz]ed) (query )?parameters?\b|\bparameters? ((that|which) (are|is) )?not (described|documented|known)\b/i;
/** What speaks of some parameters, or of what may be. */
const DOUBT =
  /\b(may|can|might|not|never|no longer) (also )?(be )?(refused|rejected|ignored|repeated|given|combined)\b/i;
const BODY = /\b(body|form|grant\w*|header)\b/i;

/** What is done with parameters that are repeated or not described, where the prose of the operation or of the API says it. */
export function inferOddParameters(root: unknown, operations: readonly Operation[]): Inferred {
  const ofAll = readProse(descriptionOf(root));
  const inferences: Inference[] = [];
  const withOdd = operations.map((operation) => {
    const hasQuery = operation.parameters.some((parameter) => parameter.in === 'query');
    if (operation.oddParameters || operation.method !== 'get' || !hasQuery) return operation;
    const own = readProse(operation.description);
    const found = { ...ofAll.odd, ...own.odd };
    const said = own.said ?? ofAll.said;
    if (said === undefined) return operation;
    const what = Object.entries(found).map(([which, is]) => `${which} ones are ${is}`);
    const note = inferred(
      `of query parameters, ${what.join(', ')}`,
      `it says "${said.replace(/\s+/g, ' ')}"`,
      toYamlLine('x-odd-parameters', { ...found }),
    );
    inferences.push({ operation: operation.id, ...note, deny: 'x-odd-parameters: false' });
    return { ...operation, oddParameters: found };
  });
  return { operations: withOdd, inferences };
}

/** One sentence for each; one that speaks of bodies and forms says nothing of a query. */
function readProse(text: string): { readonly odd: OddParameters; readonly said?: string } {
  const sentences = sentencesOf(text).filter((sentence) => !BODY.test(sentence) && !DOUBT.test(sentence));
  const repeated = sentences.find((sentence) => REPEATED.test(sentence) && REFUSED.test(sentence));
  const refused = sentences.find((sentence) => UNKNOWN.test(sentence) && REFUSED.test(sentence));
  const ignored = sentences.find((sentence) => UNKNOWN.test(sentence) && /\bignored\b/i.test(sentence));
  const unknown = refused === ignored ? undefined : ignored ? 'ignored' : 'refused';
  const said = repeated ?? (unknown && (ignored ?? refused));
  return {
    odd: { ...(repeated !== undefined && { repeated: 'refused' }), ...(unknown && { unknown }) },
    ...(said !== undefined && { said }),
  };
}
