/**
 * Examples and defaults that break their own schema. They are named, and taken out of the document before anything reads it, so
 * that none is sent or judged as if it were right.
 */
import { exactJson, exactText, jsonInText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { toPointer, valueAt } from '../core/pointer.ts';
import { type Judging, problemIn } from '../schema/accepts.ts';
import { type Dialect, type Schema, type Schemas, schemasIn } from '../schema/node.ts';
import { problemOfXml } from '../schema/xml-text.ts';
import { behind } from './behind.ts';
import type { FoundExample } from './find-examples.ts';
import { type FormValue, formInText } from './form-text.ts';
import { readingsOf } from './parameter-example.ts';
import { isPlaceholder } from './placeholders.ts';
import { andElsewhere, placesIn } from './places.ts';
import { type Changed, withKeywords } from './with-keywords.ts';
import { withoutContradictions } from './without-contradictions.ts';

export interface CheckedExamples {
  /** The document without invalid examples and defaults in schemas. */
  readonly document: unknown;
  /** JSON pointers of the invalid examples of media types, parameters and headers. They stay in the document. */
  readonly invalid: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

/**
 * Judge all examples of a document once, after what no value can satisfy was taken out of its schemas. The work is linear in the size of
 * the document.
 */
export function checkExamples(given: unknown, dialect: Dialect): CheckedExamples {
  const { document, found, notices: contradictions } = withoutContradictions(given, dialect);
  const schemas = schemasIn(document, dialect);
  const notices: Notice[] = [...contradictions];
  const invalid = new Set<string>();
  const changed: Changed = new Map();
  const { countOf } = placesIn(document, found);
  const ambiguous = new Map<Schema, string>();
  for (const example of found.examples) {
    const doubts: [Schema, string][] = [];
    const onDoubt: Judging['onDoubt'] = ({ schema, refusedBy }) => {
      if (refusedBy === 'one-of' || refusedBy === 'nullable') doubts.push([schema, refusedBy]);
    };
    const form = formOf(example, schemas);
    const problem = isPlaceholder(example, document)
      ? PLACEHOLDER
      : problemOf(example, form, { schemas, notNeeded: example.notNeeded, onDoubt });
    if (problem === undefined) {
      for (const [schema, by] of doubts) ambiguous.set(schema, by);
      // The text of a request that is refused may be wrong in a way that no value has.
      const isRead = form !== undefined && refusalNamedLike(document, example) === undefined;
      if (isRead) replace(changed, example, form, document);
      continue;
    }
    const read = readAsJson(example, document, schemas);
    if (read !== undefined) {
      replace(changed, example, read, document);
      const message = `the ${example.kind} ${brief(example.value)} is read as the JSON in it: ${problem}`;
      notices.push({ kind: 'invalid-example', message, pointer: toPointer(example.path) });
      continue;
    }
    const remark = remarkOn(example, problem, document, schemas);
    const elsewhere = example.inSchema ? andElsewhere(countOf(example.owner)) : '';
    notices.push({ ...remark.notice, message: remark.notice.message + elsewhere });
    if (remark.isUsed) continue;
    if (example.kind === 'example' && !example.inSchema) invalid.add(toPointer(example.path));
    else remove(changed, example);
  }
  for (const [schema, by] of ambiguous) {
    const [message, keyword] = by === 'one-of' ? [AMBIGUOUS, 'oneOf'] : [AMBIGUOUS_NULL, 'nullable'];
    const pointer = `${toPointer(found.pathOf(schema) ?? [])}/${keyword}`;
    notices.push({ kind: 'ambiguous', message: message + andElsewhere(countOf(schema)), pointer });
  }
  return { document: withKeywords(document, changed), invalid, notices };
}

/** The status of the documented 4xx with an example of the same name as an example of a request. */
function refusalNamedLike(document: unknown, { path, keyword }: FoundExample): string | undefined {
  const at = path.indexOf('requestBody');
  if (at < 0 || keyword !== 'examples') return undefined;
  const name = path.at(-1) ?? '';
  const responses = valueAt(document, [...path.slice(0, at), 'responses']);
  return Object.entries(isRecord(responses) ? responses : {}).find(([status, response]) => {
    const content = recordBehind(document, response)['content'];
    const media: unknown[] = isRecord(content) ? Object.values(content) : [];
    return status.startsWith('4') && media.some((one) => isRecord(valueAt(one, ['examples', name])));
  })?.[0];
}

function recordBehind(document: unknown, value: unknown): Schema {
  const target = behind(document, value);
  return isRecord(target) ? target : {};
}

const PLACEHOLDER = 'it stands for a value, and is none';

const AMBIGUOUS =
  'strict JSON Schema refuses an example of this description, since several alternatives accept it; the discriminator names one, so both readings are accepted';

const AMBIGUOUS_NULL =
  'an example of this description is null, which its schema allows by OpenAPI 3.0.2, and refuses by 3.0.3, where "nullable" extends only the "type" beside it; both readings are accepted';

/** What is said of an invalid example, and whether it is used all the same. */
function remarkOn(
  example: FoundExample,
  problem: string,
  document: unknown,
  schemas: Schemas,
): { readonly notice: Notice; readonly isUsed: boolean } {
  const { kind, value, schema, isText, notNeeded } = example;
  const pointer = toPointer(example.path);
  const what = `the ${kind} ${brief(value)}`;
  const refusal = refusalNamedLike(document, example);
  if (refusal !== undefined) {
    const message = `${what} is saved beside the ${refusal} of its name, and not sent: ${problem}`;
    return { notice: { kind: 'note', message, pointer }, isUsed: false };
  }
  // An integer has one text, while 1.10 is read as 1.1.
  const isPlain = isText && (Number.isInteger(value) || typeof value === 'boolean');
  const isUsed = isPlain && problemIn(exactText(value), schema, { schemas, notNeeded }) === undefined;
  const message = isUsed
    ? `${what} is sent as the text "${exactText(value)}": ${problem}`
    : `${what} is not used: ${problem}`;
  return { notice: { kind: 'invalid-example', message, pointer }, isUsed };
}

/** The text of a parameter or a header may be written as it is sent. */
function problemOf(
  { value, schema, isText, writtenAs }: FoundExample,
  form: FormValue | undefined,
  judging: Judging,
): string | undefined {
  if (writtenAs === 'form') return form && problemIn(form, schema, judging);
  if (writtenAs === 'xml' && typeof value === 'string') return problemOfXml(value, { schema, pointer: '' }, judging);
  const problem = problemIn(value, schema, judging) ?? infiniteIn(value);
  if (problem === undefined || !isText || typeof value !== 'string') return problem;
  return readingsOf(value).some((reading) => problemIn(reading, schema, judging) === undefined) ? undefined : problem;
}

/** What is wrong with a number in a value that JSON does not have: of `1e400`, `.inf` and `.nan`. They would be sent as null. */
function infiniteIn(value: unknown, path: readonly string[] = [], met = new Set<unknown>()): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `${toPointer(path) || 'it'} is no number of JSON`;
  if (typeof value !== 'object' || value === null || met.has(value)) return undefined;
  met.add(value);
  for (const [name, part] of Object.entries(value)) {
    const problem = infiniteIn(part, [...path, name], met);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A value as JSON, of which only the beginning is shown where it is long. JSON has no infinite number. */
export function brief(value: unknown): string {
  const isNumber = typeof value === 'number' && !Number.isFinite(value);
  const text = isNumber ? String(value) : (exactJson(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What the text of a form has, so that it is sent in rows, and can be broken. */
function formOf({ value, schema, writtenAs, notNeeded }: FoundExample, schemas: Schemas): FormValue | undefined {
  if (writtenAs !== 'form' || typeof value !== 'string') return undefined;
  return formInText(value, { schema, pointer: '' }, { schemas, notNeeded });
}

/**
 * The value of an example that is written as a text of JSON, where the schema has an object or an array and accepts it. Not that of a request
 * that is refused, which may be a text for that reason.
 */
function readAsJson(example: FoundExample, document: unknown, schemas: Schemas): Json | undefined {
  const { value, schema, notNeeded } = example;
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || refusalNamedLike(document, example) !== undefined)
    return undefined;
  const read = jsonInText(value);
  const isRight = read !== undefined && problemIn(read, schema, { schemas, notNeeded }) === undefined;
  return isRight ? read : undefined;
}

function replace(
  changed: Changed,
  { owner, keyword, inSchema, path, value: before }: FoundExample,
  value: Json,
  document: unknown,
): void {
  const keywords = changed.get(owner) ?? new Map<string, unknown>();
  changed.set(owner, keywords);
  const written = keywords.get(keyword) ?? owner[keyword];
  if (Array.isArray(written))
    keywords.set(
      keyword,
      written.map((one) => (one === before ? value : one)),
    );
  else if (keyword !== 'examples' || inSchema || !isRecord(written)) keywords.set(keyword, value);
  else {
    const name = path.at(-1) ?? '';
    // Behind a `$ref`, the text stays as it is, since others may need it.
    const { dataValue: _, ...entry } = recordBehind(document, written[name]);
    keywords.set(keyword, { ...written, [name]: { ...entry, value } });
  }
}

function remove(changed: Changed, { owner, keyword, value }: FoundExample): void {
  const keywords = changed.get(owner) ?? new Map<string, unknown>();
  changed.set(owner, keywords);
  const list = keywords.get(keyword) ?? owner[keyword];
  const rest = keyword === 'examples' && Array.isArray(list) ? list.filter((one) => one !== value) : [];
  keywords.set(keyword, rest.length > 0 ? rest : undefined);
}
