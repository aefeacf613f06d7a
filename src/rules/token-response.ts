import { isRecord } from '../core/json.ts';
import { isSuccess, mustBeRefused } from './answers.ts';
import { defineRule, type Mutation } from './rule.ts';
import { js } from './script.ts';

type Outcome = 'granted' | 'refused' | 'either';

/** What a client needs of the token endpoint, whatever the description documents of it. */
export const tokenResponse = defineRule<Outcome>({
  id: 'token-response',
  summary: 'The token endpoint grants a usable access token for the right credentials, and none for wrong ones.',
  form: 'testFor',
  applies: ({ request }) => {
    if (request.endpoint !== 'token') return [];
    if (mustBeRefused(request)) return ['refused'];
    return isSuccess(request) && request.expected.or?.some(({ status }) => String(status).startsWith('4'))
      ? ['either']
      : ['granted'];
  },
  title: (outcome) => TITLES[outcome],
  script: (outcome) => {
    switch (outcome) {
      case 'granted':
        return js`grantIn(pm.response);`;
      case 'refused':
        return js`expectNoToken();`;
      default:
        return js`
          if (pm.response.code < 400) grantIn(pm.response);
          else expectNoToken();
        `;
    }
  },
  mutations: (outcome) => {
    switch (outcome) {
      case 'granted':
        return [WITHOUT_TOKEN, EMPTY_TOKEN];
      case 'refused':
        return [WITH_TOKEN];
      default:
        return [WITHOUT_TOKEN, WITH_TOKEN];
    }
  },
});

const TITLES = {
  granted: 'The response has a usable access token',
  refused: 'The refusal has no access token',
  either: 'A token is granted, or refused without one',
} as const satisfies Record<Outcome, string>;

function granted(name: string, more: (body: object) => object): Mutation {
  return {
    name,
    change: (answer) =>
      answer.status < 300 && isRecord(answer.body)
        ? { ...answer, body: more(answer.body) as typeof answer.body }
        : undefined,
  };
}

const WITHOUT_TOKEN = granted('the token missing', (body) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'access_token')),
);
const EMPTY_TOKEN = granted('an empty token', (body) => ({ ...body, access_token: '' }));

const WITH_TOKEN: Mutation = {
  name: 'a token in the refusal',
  change: (answer) =>
    answer.status < 400
      ? undefined
      : { ...answer, body: { ...(isRecord(answer.body) ? (answer.body as object) : {}), access_token: 'leaked' } },
};
