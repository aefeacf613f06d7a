/** What a description says of the order of values that have one, such as priorities. */
import { sentencesOf } from './prose.ts';

/** "`priority` from `low` over `medium` to `high`": all values of an enum, in the order in which a sentence about the key goes through them. */
export function ranksTold(values: readonly unknown[], name: string, prose: string): readonly string[] | undefined {
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length < 2 || texts.length !== values.filter((value) => value !== null).length) return undefined;
  const wordOf = (text: string) => `(?<![\\w-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`;
  const placeIn = (sentence: string, word: string) => sentence.search(new RegExp(wordOf(word)));
  for (const sentence of sentencesOf(prose)) {
    if (![name, ...texts].every((word) => placeIn(sentence, word) >= 0) || DESCENDS.test(sentence)) continue;
    const ranks = texts.toSorted((a, b) => placeIn(sentence, a) - placeIn(sentence, b));
    // A mere enumeration ranks nothing: it goes from the first one to the last.
    const [first = '', last = ''] = [ranks[0], ranks.at(-1)];
    const isWay = new RegExp(`\\bfrom\\W{1,3}${wordOf(first)}[\\s\\S]*\\bto\\W{1,3}${wordOf(last)}`, 'i');
    if (isWay.test(sentence)) return ranks;
  }
  return undefined;
}

/** "From critical to low" may tell what descends. */
const DESCENDS = /\b(descend\w*|desc|reverse\w*|highest|greatest|most)\b/i;
