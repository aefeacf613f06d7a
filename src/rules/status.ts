import { STATUS_IS } from '../core/protocol.ts';
import { toList } from '../core/words.ts';
import { answersOf, hasStatus, isSuccess } from './answers.ts';
import type { ContractRequest, DocumentedAnswer, Excuse } from './request.ts';
import { defineRule, type Mutation, type NonEmpty } from './rule.ts';
import { joined, js, type Script } from './script.ts';

interface ExpectedStatus {
  readonly answers: NonEmpty<DocumentedAnswer>;
  readonly excuses: readonly Excuse[];
  /** Whether its id is from a response before, since which the data may have changed. */
  readonly isListed: boolean;
}

/** The response has the expected status, or one of several if the description does not say which. An excused one is not judged. */
export const status = defineRule<ExpectedStatus>({
  id: 'status',
  summary: 'The response has the status that is documented for this request.',
  form: ({ excuses, isListed }) => (isListed ? 'testListed' : excuses.length === 0 ? 'test' : 'testFor'),
  statuses: () => 'any',
  applies: ({ request }) => [
    { answers: answersOf(request), excuses: request.excuses ?? [], isListed: isListed(request) },
  ],
  title: ({ answers }) => `${STATUS_IS}${toWords(answers.map((answer) => answer.status))}`,
  script: ({ answers, excuses }) => joined([...excuses.map(excused), script(answers)], 0),
  mutations: ({ answers }) => [
    toMutation('another success', [202, 200], answers),
    toMutation('a server error', [500], answers),
    toMutation('another client error', [418], answers),
  ],
});

/** Each value of a response is stored with what it lacks, so without that, no response had it. */
function excused({ reason, statuses, notGiven }: Excuse): Script {
  if (!notGiven) return js`if (isAmong(${statuses})) skipHere(${reason});`;
  const [first, ...others] = notGiven.map((variable) => `lack_of_${variable}`);
  return others.length === 0
    ? js`if (isAmong(${statuses}) && pm.variables.get(${first}) === undefined) skipHere(${reason});`
    : js`if (isAmong(${statuses}) && ${[first, ...others]}.some((one) => pm.variables.get(one) === undefined)) skipHere(${reason});`;
}

/** Whether it is one of the items of a list, by an id from an earlier response. */
function isListed(request: ContractRequest): boolean {
  const last = /\/\{([^{}]+)\}\/?$/.exec(request.operation.path)?.[1];
  const id = request.arguments.find(({ in: place, name }) => place === 'path' && name === last)?.value;
  return id?.kind === 'variable' && isSuccess(request);
}

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
  return toList([...beyond.map(String), ...classes.map((range) => `any ${range}`)], 'or');
}

function script(answers: readonly DocumentedAnswer[]): Script {
  const codes = answers.map((answer) => answer.status).filter((code) => typeof code === 'number');
  const classes = answers.flatMap(({ status: code }) => (typeof code === 'string' ? [Number(code[0])] : []));
  if (classes.length === 0) {
    return codes.length === 1
      ? js`pm.response.to.have.status(${codes[0]});`
      : js`pm.expect(pm.response.code, 'HTTP status').to.be.oneOf(${codes});`;
  }
  const beyond = codes.filter((code) => !classes.includes(Number(String(code)[0])));
  const [only, ...others] = classes;
  if (only !== undefined && others.length + beyond.length === 0) {
    return js`pm.expect(pm.response.code, 'HTTP status').to.be.within(${only * 100}, ${only * 100 + 99});`;
  }
  const documented = [...beyond, ...classes.map((range) => `${range}XX`)];
  return js`pm.expect(isAmong(${documented}), 'HTTP status ' + pm.response.code + ' is documented').to.equal(true);`;
}
