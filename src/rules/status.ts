import { answersOf, type DocumentedAnswer, hasStatus } from './request.ts';
import { defineRule, type Mutation, type NonEmpty } from './rule.ts';
import { js, type Script } from './script.ts';

/** The response has the expected status, or one of several if the description does not say which. */
export const status = defineRule<NonEmpty<DocumentedAnswer>>({
  id: 'status',
  summary: 'The response has the status that is documented for this request.',
  form: 'test',
  applies: ({ request }) => [answersOf(request)],
  title: (answers) => `Status is ${toWords(answers.map((answer) => answer.status))}`,
  script,
  mutations: (answers) => [
    toMutation('another success', [202, 200], answers),
    toMutation('a server error', [500], answers),
    toMutation('another client error', [418], answers),
  ],
});

/** The response with the first of the statuses that is wrong. */
function toMutation(name: string, codes: readonly number[], answers: readonly DocumentedAnswer[]): Mutation {
  const status = codes.find((code) => !answers.some((answer) => hasStatus(answer, code)));
  return { name, change: (answer) => (status === undefined ? undefined : { ...answer, status }) };
}

/** `401 or 403`; `any 4XX`, which includes every status of that class. */
function toWords(statuses: readonly (number | string)[]): string {
  const classes = statuses.filter((code) => typeof code === 'string');
  const beyond = statuses.filter(
    (code) => typeof code === 'number' && !classes.some((range) => range[0] === String(code)[0]),
  );
  return [...beyond, ...classes.map((range) => `any ${range}`)].join(' or ');
}

function script(answers: readonly DocumentedAnswer[]): Script {
  const codes = answers.map((answer) => answer.status).filter((code) => typeof code === 'number');
  const range = answers.map((answer) => answer.status).find((code) => typeof code === 'string');
  if (range === undefined) {
    return codes.length === 1
      ? js`pm.response.to.have.status(${codes[0]});`
      : js`pm.expect(pm.response.code, 'HTTP status').to.be.oneOf(${codes});`;
  }
  const classes = [
    ...new Set(answers.flatMap(({ status }) => (typeof status === 'string' ? [Number(status[0])] : []))),
  ];
  if (classes.length > 1) {
    const within = js`pm.expect(Math.floor(pm.response.code / 100), 'class of the HTTP status').to.be.oneOf(${classes});`;
    const others = codes.filter((code) => !classes.includes(Math.floor(code / 100)));
    return others.length === 0 ? within : js`if (!${others}.includes(pm.response.code)) ${within}`;
  }
  const least = Number(range[0]) * 100;
  const within = js`pm.expect(pm.response.code, 'HTTP status').to.be.within(${least}, ${least + 99});`;
  const beyond = codes.filter((code) => String(code)[0] !== range[0]);
  return beyond.length === 0 ? within : js`if (!${beyond}.includes(pm.response.code)) ${within}`;
}
