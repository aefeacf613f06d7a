/**
 * Page sizes that only prose states: "between 10 and 100", "one of 10, 25 or 50". Nothing is asserted by them. The requests for pages keep to
 * them, so that no correct server refuses one.
 */
import type { StatedSizes } from '../model/parameter-types.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { boundsOf } from '../schema/bounds.ts';
import { enumOf } from '../schema/types-of.ts';
import { keywordOf, textOf } from '../schema/walk.ts';

/** The operation with the sizes that its limit may have, if its schema does not bound them on both sides. */
export function withSizes(operation: Operation, model: ApiModel): Operation {
  const limit = operation.list?.limit;
  const parameter = operation.parameters.find(({ in: place, name }) => place === 'query' && name === limit);
  const sizes = parameter && sizesOf(parameter, model);
  if (!sizes) return operation;
  const parameters = operation.parameters.map((one) => (one === parameter ? { ...one, sizes } : one));
  return { ...operation, parameters };
}

function sizesOf({ node, description }: Parameter, model: ApiModel): StatedSizes | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = boundsOf(model, node);
  const bounds = [minimum ?? exclusiveMinimum, maximum ?? exclusiveMaximum].filter((one) => one !== undefined);
  if (bounds.length > 1 || enumOf(model, node)) return undefined;
  const usual = keywordOf(model, node, 'default');
  const text = [description, textOf(model, node, 'description')].join('\n');
  const sizes = statedSizes(text, typeof usual === 'number' ? [usual] : []);
  // Numbers beside a bound of the schema may be examples.
  return bounds.length > 0 && sizes?.among ? undefined : sizes;
}

/** The sizes of which a text speaks; `undefined` if it states none. `known`: other sizes that are right, such as the default. */
export function statedSizes(text: string, known: readonly number[] = []): StatedSizes | undefined {
  const found = numbersIn(text);
  const of = (role: Role) => found.flatMap((one) => (one.role === role ? [one.size] : []));
  const [least, most] = [Math.max(1, ...of('least')), Math.min(...of('most'))];
  const others = of('other').filter((size) => size > 1);
  // A single number may be of anything: seconds, items that there are.
  if (others.length > 0 && (found.length > 1 || CHOICE.test(text))) {
    const all = [...new Set([...found.map(({ size }) => size), ...known])].toSorted((a, b) => a - b);
    const among = all.filter((size) => size > 1 && size <= MOST);
    return among.length > 0 ? { among } : undefined;
  }
  if (of('least').length + of('most').length === 0 || least > most) return undefined;
  return { least, ...(Number.isFinite(most) && { most }) };
}

const CHOICE = /\b(one of|either|allowed|permitted|supported|valid|possible|such as|for example)\b/i;

/** A greater number is hardly a page size, but a year, or that of a standard. */
const MOST = 1000;

/** What a number is: a bound, the default, or one of the sizes that may be requested. */
type Role = 'least' | 'most' | 'usual' | 'other';

interface StatedNumber {
  readonly size: number;
  readonly role: Role;
}

/** A number that is not a part of a word, of another number, or of a name: `v2`, `1.5`, `RFC 7231`. */
const NUMBER = /(?<![\w.,#/]|\b(?:rfc|http|section|version|code|status) )\d+(?![\w%]|[.,]\d)/gi;
const THOUSANDS = /(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])/g;
/** `10-100`, `[10, 100]`, `between 10 and 100`, `10 to 100`. */
const RANGES = [
  /(?<=\d)\s*[-–—]\s*(?=\d)/g,
  /(?<=[[(]\s*\d+)\s*,\s*(?=\d+\s*[\])])/g,
  /(?<=\b(?:between|from)\s+\d+)\s+and\s+(?=\d)/gi,
  /(?<=\d)\s*(?:\bto\b|\bthrough\b|\.\.+|…)\s*(?=\d)/gi,
];
const RANGE = ' to ';

/** What stands before a number, and after it, by what the number then is. `than`: the number itself is none. */
const WORDS: readonly {
  readonly role: Role;
  readonly before: RegExp;
  readonly after: RegExp;
  readonly than?: number;
}[] = [
  {
    role: 'least',
    before: /\b(not?|never) (be )?(less|fewer|smaller|lower) than\W*$/i,
    after: /^ or (more|greater)\b(?! than)/i,
  },
  {
    role: 'most',
    before: /\b(not?|never) (be )?(more|greater|larger|higher) than\W*$/i,
    after: /^ or (less|fewer)\b(?! than)/i,
  },
  { role: 'least', before: /(\b(greater|more|larger|higher) than|\babove|>)\s*$/i, after: /^(?!)/, than: 1 },
  { role: 'most', before: /(\b(less|fewer|smaller|lower) than|\bbelow|<)\s*$/i, after: /^(?!)/, than: -1 },
  { role: 'usual', before: /\bdefault\w*[^\d.;]*$/i, after: /^[ (]{0,2}((is|as) )?(the |by )?default(?!\w*[ :=]*\d)/i },
  {
    role: 'least',
    before: /(\bmin(imum|imal)?\b|\bat least|\blower (limit|bound)|>=|≥)[^\d.;]*$/i,
    after: /^[ (]{0,2}(min(imum)?|at least)\b(?![ :=]*\d)/i,
  },
  {
    role: 'most',
    before:
      /(\bmax(imum|imal)?\b|\bat most|\bup to|\bexceed\w*|\bupper (limit|bound)|\bcapped (at|to)|\blimited to|<=|≤)[^\d.;]*$/i,
    after: /^[ (]{0,2}(max(imum)?|at most)\b(?![ :=]*\d)/i,
  },
];

function numbersIn(text: string): readonly StatedNumber[] {
  const plain = text.replace(THOUSANDS, (one) => one.replaceAll(',', ''));
  const ranged = RANGES.reduce((found, range) => found.replace(range, RANGE), plain);
  return [...ranged.matchAll(NUMBER)].map(({ 0: digits, index }) => {
    const before = ranged.slice(0, index);
    const after = ranged.slice(index + digits.length);
    const size = Number(digits);
    if (/^ to \d/.test(after)) return { size, role: 'least' };
    if (/\d to $/.test(before)) return { size, role: 'most' };
    const word = WORDS.find((one) => one.after.test(after)) ?? WORDS.find((one) => one.before.test(before));
    return { size: size + (word?.than ?? 0), role: word?.role ?? 'other' };
  });
}
