import { CAUSES } from '../../src/model/types.ts';
import { json } from '../helpers/builders.ts';

/** What ends, opens or runs something wherever it is taken for code, and what Postman would fill in. */
export const PAYLOAD = [
  `"); pm.environment.set("pwned", 1); //`,
  `'); pm.environment.set('pwned', 1); //`,
  '`); pm.environment.set("pwned", 1); (`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is hostile, not forgotten
  '${pm.environment.set("pwned", 1)}',
  '</script><script>pm.environment.set("pwned", 1)</script><!--',
  '{{client_secret}} {{{client_secret}}} {{$guid}}',
  '*/ pm.environment.set("pwned", 1) /*',
  '\u2028pm.environment.set("pwned", 1)\u2029\r\npm.environment.set("pwned", 1)\n\\',
].join(' ');

/** The same, as far as a header can hold it. */
export const IN_HEADER = PAYLOAD.replaceAll(/[^\x20-\x7e]/g, ' ').replaceAll('{{{', '{{');

const text = { type: 'string', description: PAYLOAD, enum: [PAYLOAD], default: PAYLOAD };
const item = {
  type: 'object',
  title: PAYLOAD,
  required: ['id', PAYLOAD],
  properties: { id: { type: 'string' }, [PAYLOAD]: text },
  additionalProperties: { const: PAYLOAD },
};
/** Its members may be anything, so that names deep in an example are hostile, too. */
const body = { type: 'object', title: PAYLOAD, required: ['id', PAYLOAD], properties: { id: { type: 'string' } } };
const refusal = {
  examples: Object.fromEntries(
    CAUSES.map((cause) => [
      `${cause} ${PAYLOAD}`,
      { summary: PAYLOAD, value: { id: '1', [PAYLOAD]: PAYLOAD, code: PAYLOAD }, 'x-cause': cause },
    ]),
  ),
};
const refusals = Object.fromEntries(
  ['400', '401', '403', '404'].map((status) => [status, { description: PAYLOAD, ...json(item, refusal) }]),
);

/** An API whose every text is hostile. The server is the one of the test. */
export function hostileApi(url: string) {
  return {
    openapi: '3.1.0',
    info: { title: PAYLOAD, version: PAYLOAD, description: PAYLOAD },
    servers: [{ url, description: PAYLOAD }],
    tags: [{ name: PAYLOAD, description: PAYLOAD }],
    security: [{ Door: [], Key: [] }],
    paths: {
      '/items': {
        get: {
          operationId: PAYLOAD,
          summary: PAYLOAD,
          description: PAYLOAD,
          tags: [PAYLOAD],
          'x-list': {
            total: 'X-Total',
            limit: PAYLOAD,
            offset: `${PAYLOAD}o`,
            sort: { parameter: `${PAYLOAD}s`, keys: [PAYLOAD, `b${PAYLOAD}`] },
            filters: [`${PAYLOAD}f`],
          },
          parameters: [
            ...['', 'o', 's', 'f'].map((end) => ({
              name: `${PAYLOAD}${end}`,
              in: 'query',
              description: PAYLOAD,
              schema: { type: 'string' },
              example: PAYLOAD,
            })),
            { name: `${PAYLOAD}r`, in: 'query', required: true, description: PAYLOAD, schema: text },
            {
              name: 'X-Text',
              in: 'header',
              required: true,
              description: PAYLOAD,
              schema: { type: 'string' },
              example: IN_HEADER,
            },
          ],
          responses: {
            200: {
              description: PAYLOAD,
              headers: { 'X-Total': { required: true, description: PAYLOAD, schema: text } },
              links: {
                [PAYLOAD]: {
                  operationId: `${PAYLOAD}1`,
                  description: PAYLOAD,
                  parameters: { id: '$response.body#/0/id' },
                },
              },
              ...json(
                { type: 'array', items: item },
                { examples: { [PAYLOAD]: { summary: PAYLOAD, value: [{ id: PAYLOAD, [PAYLOAD]: PAYLOAD }] } } },
              ),
            },
            ...refusals,
          },
        },
        post: {
          operationId: `${PAYLOAD}2`,
          tags: [`${PAYLOAD}t`],
          requestBody: json(body, {
            example: { id: PAYLOAD, [PAYLOAD]: { '{{client_secret}}': ['{{client_secret}}'] } },
          }),
          responses: { 200: { description: PAYLOAD, ...json(item) } },
        },
      },
      '/items/{id}': {
        get: {
          operationId: `${PAYLOAD}1`,
          parameters: [
            {
              name: 'id',
              in: 'path',
              required: true,
              description: PAYLOAD,
              schema: { type: 'string' },
              // Filled in from an answer, so a variable: `secrets.test.ts` tells what braces in it do.
              example: PAYLOAD.replaceAll(/[{]+/g, '{'),
            },
          ],
          responses: { 200: { description: PAYLOAD, ...json(item) }, ...refusals },
        },
      },
    },
    components: {
      securitySchemes: {
        Door: {
          type: 'oauth2',
          description: PAYLOAD,
          'x-token-name': PAYLOAD,
          flows: { clientCredentials: { tokenUrl: `${url}/token`, scopes: { [PAYLOAD]: PAYLOAD } } },
        },
        Key: { type: 'apiKey', in: 'header', name: 'X-Key', description: PAYLOAD },
      },
    },
  };
}

export const hostileUseCases = {
  arazzo: '1.0.1',
  workflows: [
    {
      workflowId: PAYLOAD,
      summary: PAYLOAD,
      description: PAYLOAD,
      steps: [
        {
          stepId: 'a',
          description: PAYLOAD,
          operationId: PAYLOAD,
          parameters: [{ name: PAYLOAD, in: 'query', value: PAYLOAD }],
          outputs: { id: `$response.body#/0/${PAYLOAD.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}` },
        },
      ],
      outputs: { [PAYLOAD]: '$steps.a.outputs.id' },
    },
  ],
};
