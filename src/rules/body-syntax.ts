import { bareType, contentKind, isJsonType, isTypeRange } from '../core/media-types.ts';
import type { ApiModel, Media } from '../model/types.ts';
import { isEncoded } from '../schema/content-text.ts';
import { eventData } from '../schema/event-data.ts';
import { isItemSchema } from '../schema/node.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { acceptsAll, toJudgeable } from '../schema/to-judgeable.ts';
import { statedTypes } from '../schema/types-of.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { jsonOf } from './answers.ts';
import { joined, js, type Script } from './script.ts';

/** What the content of a type begins with, or has in it. */
const SIGNATURES: Readonly<Record<string, string>> = {
  'image/png': '^\x89PNG',
  'image/gif': '^GIF8',
  'image/jpeg': '^\xff\xd8\xff',
  'application/zip': '^PK[\x03\x05\x07]',
  // Programs accept a PDF document with something before its head.
  'application/pdf': '%PDF-',
};

interface Syntax {
  readonly type: string;
  readonly kind: 'xml' | 'lines' | 'json-seq' | 'events' | 'signature';
  /** Of each line or event, or of the array of all lines. */
  readonly schema?: SharedSchema;
  readonly isOfLine?: boolean;
  /** Whether the data of an event is JSON, since its schema accepts no text. */
  readonly isJson?: boolean;
}

/**
 * The body is what its media type says: XML, lines of JSON or events that satisfy their schema, or a file of that kind. Not judged are types
 * without a syntax, such as plain text. Where JSON is documented, it is asserted instead.
 */
export const bodySyntax = defineAnswerRule<readonly Syntax[]>({
  id: 'body-syntax',
  summary:
    'A body that is not JSON has the syntax of its media type: XML, lines of JSON, events, PNG, PDF and the like.',
  expects: ({ status, response }, { model }) => {
    // A part of a content has no syntax of its own. RFC 9110, section 15.3.7.
    if (/^3|^206$/.test(String(status)) || jsonOf(response)) return [];
    const found = response.media.flatMap((media) => syntaxOf(media, model));
    return found.length === 0 ? [] : [found];
  },
  title: () => 'The body has the syntax of its media type',
  script: (all) => {
    const types = all.map(({ type }) => type);
    const [only, ...others] = all;
    const start = js`if (!${types}.includes(mediaType())) skipHere('other-media-type', mediaType());`;
    if (only && others.length === 0) return joined([start, checkOf(only)], 0);
    const checks = all.map(
      (one) => js`
        if (mediaType() === ${one.type}) {
          ${checkOf(one)}
        }
      `,
    );
    return joined([start, ...checks], 0);
  },
  schemas: (all) => all.flatMap(({ schema }) => schema ?? []),
  mutations: (all) => [
    {
      name: 'another syntax',
      change: (answer) => {
        const type = bareType(answer.headers['content-type'] ?? '');
        return all.some((one) => one.type === type)
          ? { ...answer, raw: [...Buffer.from('[an error page')] }
          : undefined;
      },
    },
  ],
});

function syntaxOf(media: Media, model: ApiModel): readonly Syntax[] {
  const type = bareType(media.type);
  if (isTypeRange(type) || isJsonType(type)) return [];
  const kind = contentKind(type);
  if (kind === 'xml') return [{ type, kind }];
  if (kind === 'lines' || kind === 'json-seq') return [{ type, kind, ...linesOf(media, model) }];
  if (kind === 'events') return [{ type, kind, ...eventsOf(media, model) }];
  return Object.hasOwn(SIGNATURES, type) && !isEncoded(media.node, model) ? [{ type, kind: 'signature' }] : [];
}

/** A schema of an object is that of each line, and one of an array that of all lines. Any other may mean the text as a whole. */
export function linesOf({ node }: Media, model: ApiModel): Pick<Syntax, 'schema' | 'isOfLine'> {
  if (!node) return {};
  const [type, ...others] = statedTypes(model, node);
  if (others.length > 0 || (type !== 'object' && type !== 'array')) return {};
  const judgeable = toJudgeable(node, model).schema;
  return acceptsAll(judgeable) ? {} : { schema: toSharedSchema(judgeable, model), isOfLine: type === 'object' };
}

/** The schema of an event, and whether its data is JSON. */
export function eventsOf({ node }: Media, model: ApiModel): Pick<Syntax, 'schema' | 'isJson'> {
  if (!node || !isItemSchema(node)) return {};
  const judgeable = toJudgeable(node, model).schema;
  if (acceptsAll(judgeable)) return {};
  return { schema: toSharedSchema(judgeable, model), isJson: eventData(model, node) === 'json' };
}

/** What each line of events begins with, unless a program is to ignore it. */
const FIELD = '^\ufeff?(?:(?:data|event|id|retry)(?::|$)|:)';

function checkOf({ type, kind, schema, isOfLine, isJson = false }: Syntax): Script {
  switch (kind) {
    case 'xml':
      // In UTF-16, and with a byte order mark, the same characters have other bytes around them. A name may be of any letters.
      return js`
        const bytes = pm.response.stream.toString('latin1');
        const text = bytes.replace(/^(\xff\xfe|\xfe\xff|\xef\xbb\xbf)|\0/g, '').trim();
        pm.expect(text, 'the body').to.match(new RegExp('^<[^]+>$'));
        pm.expect(oddTagIn(bytes), 'what is not well-formed').to.equal('');
      `;
    case 'signature':
      return js`
        const start = pm.response.stream.slice(0, 1024).toString('latin1');
        pm.expect(new RegExp(${SIGNATURES[type] ?? ''}).test(start), 'the body is of its type').to.equal(true);
      `;
    case 'events': {
      const start = js`
        if (!pm.response.text().trim()) skipHere('no-body');
        pm.expect(pm.response.text(), 'the events').to.match(new RegExp(${FIELD}, 'm'));
      `;
      if (!schema) return start;
      const judge = js`
        const events = eventsIn(pm.response.text(), ${isJson});
        if (events.length === 0) skipHere('no-body');
        for (const event of events) expectValid(event, ${schema.schema});
      `;
      return joined([start, judge], 0);
    }
    case 'lines':
    case 'json-seq': {
      const separator = kind === 'lines' ? '\n' : '\x1e';
      // Each text of a sequence begins with a record separator: https://www.rfc-editor.org/rfc/rfc7464#section-2.2
      const starts = js`pm.expect(/^\x1e|^$/.test(pm.response.text()), 'the body begins with a record separator').to.equal(true);`;
      const lines = js`const lines = pm.response.text().split(${separator}).filter((line) => line.trim()).map((line) => JSON.parse(line));`;
      const read = kind === 'lines' ? [lines] : [starts, lines];
      if (!schema) return joined([...read, js`pm.expect(lines).to.be.an('array');`], 0);
      const judge = isOfLine
        ? js`
            if (lines.length === 0) skipHere('no-body');
            for (const line of lines) expectValid(line, ${schema.schema});
          `
        : js`expectValid(lines, ${schema.schema});`;
      return joined([...read, judge], 0);
    }
  }
}
