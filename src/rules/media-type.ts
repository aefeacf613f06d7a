import { bareType, isJsonType, isTypeRange, patternOfType } from '../core/media-types.ts';
import type { Response } from '../model/types.ts';
import { defineAnswerRule } from './answer-rule.ts';
import type { Mutation } from './rule.ts';
import { js } from './script.ts';

/**
 * The response has one of the documented media types, or one in a documented range. Parameters such as the charset are not compared.
 *
 * https://www.rfc-editor.org/rfc/rfc9110#name-content-type
 */
export const mediaType = defineAnswerRule<readonly string[]>({
  id: 'media-type',
  summary: 'The response has one of the documented media types, with any parameters.',
  expects: ({ status, response }) => {
    // A redirection may have another body, or none. https://www.rfc-editor.org/rfc/rfc9110#section-15.4
    const types = String(status).startsWith('3') ? [] : documentedTypes(response);
    return types.length === 0 || types.includes('*/*') ? [] : [types];
  },
  title: (all) => `Content-Type is ${[...new Set(all.flatMap(({ data }) => data))].join(' or ')}`,
  script: (types) => {
    const [only, ...others] = types;
    if (types.some(isTypeRange)) {
      return js`pm.expect(mediaType()).to.match(new RegExp(${types.map(patternOfType).join('|')}));`;
    }
    return others.length === 0
      ? js`pm.expect(mediaType()).to.equal(${only});`
      : js`pm.expect(mediaType()).to.be.oneOf(${types});`;
  },
  mutations: (types) => [
    sentAs(types, types.some(isJsonType) ? 'JSON sent as text' : 'sent as another type', [
      'text/plain',
      'application/octet-stream',
      'audio/x-no-such-type',
    ]),
    sentAs(types, 'a media type that begins with the same text', [`${types[0]}p`]),
  ],
});

/** The documented types that are media types by their form. */
function documentedTypes({ media }: Response): readonly string[] {
  return [...new Set(media.map(({ type }) => bareType(type)))].filter((type) =>
    /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(type),
  );
}

function sentAs(types: readonly string[], name: string, others: readonly string[]): Mutation {
  const pattern = new RegExp(types.map(patternOfType).join('|'));
  const type = others.find((other) => !pattern.test(other));
  return {
    name,
    change: (answer) =>
      type === undefined ? undefined : { ...answer, headers: { ...answer.headers, 'content-type': type } },
  };
}
