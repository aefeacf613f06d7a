/** Security that names a scheme that is not described: the request does not depend on it, and nothing is asserted of it. */
import { describe, expect, it } from 'vitest';
import { leftOut } from '../../src/contract/left-out.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const components = { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } };
const fine = { 200: { description: '', ...json({ type: 'object' }) }, 400: { description: '' } };
const AT = '/paths/~1a/get/security';

async function contractOf(security: readonly object[] | undefined, more: object = {}) {
  const parameters = [{ name: 'n', in: 'query', schema: { type: 'integer' } }];
  const get = operation({ responses: fine, parameters, ...(security && { security }) });
  const { model } = inferMeaning(toModel(document({ components, paths: { '/a': { get } }, ...more })));
  const contract = await toContract(model, [], async () => undefined);
  const requests = entriesOf(contract).map(({ request }) => request);
  const told = model.notices.filter(({ message }) => message.includes('is not a security scheme'));
  return {
    requests: requests.map(({ credentials }) => credentials.kind),
    excuses: requests.map(({ excuses = [] }) =>
      excuses.flatMap(({ reason, statuses }) => statuses.map((one) => `${one} ${reason}`)),
    ),
    told: told.map(({ kind, pointer, message }) => `${kind} ${pointer} ${/\): (.*)$/.exec(message)?.[1]}`),
  };
}

const WITHOUT = 'requests are sent without credentials, and security is not asserted';
const OTHER = 'requests use another alternative';

describe('an operation', () => {
  it.each([{ security: [{ '*': [] }] }, { security: [{ bearer: [], '*': [] }] }])(
    'is requested without credentials, and their refusal is not judged: $security',
    async ({ security }) => {
      const { requests, excuses, told } = await contractOf(security);
      expect(new Set(requests)).toEqual(new Set(['none']));
      expect(requests.length).toBeGreaterThan(0);
      for (const own of excuses)
        expect(own).toEqual(expect.arrayContaining(['401 unknown-scheme', '403 unknown-scheme']));
      expect(told).toEqual([`left-out ${AT}/0/* ${WITHOUT}`]);
    },
  );

  it('is requested by an alternative that is described', async () => {
    const { requests, excuses, told } = await contractOf([{ '*': [] }, { bearer: [] }]);
    expect(requests).toContain('inherited');
    expect(requests).toContain('none');
    expect(excuses.flat().join()).not.toContain('unknown-scheme');
    expect(told).toEqual([`left-out ${AT}/0/* ${OTHER}`]);
  });

  it('needs no credentials where that is an alternative', async () => {
    const { requests, excuses, told } = await contractOf([{}, { '*': [] }]);
    expect(new Set(requests)).toEqual(new Set(['inherited']));
    expect(excuses.flat().join()).not.toContain('unknown-scheme');
    expect(told).toEqual([`left-out ${AT}/1/* ${OTHER}`]);
  });
});

it('the security of the whole document is told once, and leaves its operations', async () => {
  const { requests, told } = await contractOf(undefined, { security: [{ bearer: [] }, { asOrganization: [] }] });
  expect(requests).toContain('inherited');
  expect(told).toEqual([`left-out /security/1/asOrganization ${OTHER}`]);
});

it('names each scheme once, also one that is read in two ways', () => {
  const flow = { tokenUrl: 'https://a.example/token', scopes: { read: 'r' } };
  const flows = {
    clientCredentials: flow,
    authorizationCode: { ...flow, scopes: { write: 'w' }, authorizationUrl: 'https://a.example/auth' },
  };
  const security = ['read', 'write'].map((scope) => ({ o: [scope] }));
  const get = operation({ responses: fine, security: [...security, { none: [] }] });
  const components = { securitySchemes: { o: { type: 'oauth2', flows } } };
  const { notices } = toModel(document({ components, paths: { '/a': { get } } }));
  expect(notices.map(({ message }) => message).join()).toContain('(described: "o"):');
});

describe('an operation without security that documents a 401', () => {
  const responses = { ...fine, 401: { description: 'Who are you?' } };
  const lacking = async (more: object = {}, rest: object = {}) => {
    const get = operation({ responses, ...more });
    const paths = { '/a': { get }, '/b': { get }, '/open': { get: operation() }, ...rest };
    const { model } = inferMeaning(toModel(document({ components, paths })));
    const { groups, ...contract } = await toContract(model, [], async () => undefined);
    const excuses = entriesOf({ groups, ...contract }).map(({ request: { operation: of, excuses: own = [] } }) =>
      own.flatMap(({ reason, statuses }) => statuses.map((status) => `${of.path} ${status} ${reason}`)),
    );
    return {
      excuses: excuses.flat(),
      told: leftOut(model).flatMap(({ message }) => (message.includes('401') ? message : [])),
    };
  };

  it('is requested without credentials, with one notice, and its 401 is not judged', async () => {
    const { excuses, told } = await lacking();
    expect(excuses).toEqual(expect.arrayContaining(['/a 401 unknown-scheme', '/b 401 unknown-scheme']));
    expect(excuses.join()).not.toMatch(/403|open/);
    expect(told).toEqual([
      'GET /a and 1 more operation: 401 is documented, and no `security` applies, so no credentials are sent (described: "bearer"); an overlay can add it',
    ]);
  });

  it('has no notice where there is security, or where only a login documents one', async () => {
    expect((await lacking({ security: [{ bearer: [] }] })).told).toEqual([]);
    const login = { post: operation({ responses, requestBody: json({ type: 'object' }) }) };
    expect((await lacking({ responses: fine }, { '/login': login })).told).toEqual([]);
  });
});
