import { defineAnswerRule } from './answer-rule.ts';
import { jsonOf } from './request.ts';
import { js } from './script.ts';

/** The response has the documented media type. https://www.rfc-editor.org/rfc/rfc9110#name-content-type */
export const mediaType = defineAnswerRule<string>({
  id: 'media-type',
  summary: 'The response has the documented media type, with any charset.',
  expects: ({ response }) => [jsonOf(response)?.type].filter((type) => type !== undefined),
  title: (all) => `Content-Type is ${all.map(({ data }) => data).join(' or ')}`,
  script: (type) => js`
    pm.expect(mediaType()).to.equal(${type.split(';')[0]?.trim().toLowerCase()});
  `,
  mutations: () => [
    {
      name: 'JSON sent as text',
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }),
    },
    {
      name: 'a media type that begins with the same text',
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/jsonp' } }),
    },
  ],
});
