import { Script } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { fromSkippedName, NOTE, THIS_REQUEST } from '../../src/core/protocol.ts';
import { toVariableName } from '../../src/core/variable-names.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { type Collection, requestsIn } from '../../src/postman/types.ts';
import { plannedAssertions } from '../../src/run/planned-assertions.ts';
import { toModel } from '../helpers/builders.ts';
import { type Ran, runInNewman } from '../helpers/in-newman.ts';
import { type Received, serverThat } from '../helpers/server.ts';
import { hostileApi, hostileUseCases, IN_HEADER, PAYLOAD } from './hostile.ts';
import { scriptsIn } from './scripts-in.ts';

const SECRETS = { client_id: 'planted-id', client_secret: 'planted-secret', Key: 'planted-key' };

/** The last request of all asks whether anything was executed that came from the description. */
const PROBE = `pm.test('nothing was executed', () => {
  [pm.environment, pm.collectionVariables, pm.globals, pm.variables].forEach((scope) => pm.expect(scope.has('pwned')).to.equal(false));
});`;

const { url, received } = await serverThat(({ url: path }) =>
  path === '/token'
    ? { body: { access_token: 'planted-token', expires_in: 3600 } }
    : { headers: { 'X-Total': '1' }, body: [{ id: 'a' }] },
);

let collection: Collection;
let ran: Ran;
let sent: readonly Received[];

beforeAll(async () => {
  const model = toModel(hostileApi(url));
  const useCases = readUseCases({ document: hostileUseCases, locate: () => ({}) }, model).useCases;
  collection = toCollection(await toContract(model, useCases, async () => undefined));
  const probe = {
    name: 'probe',
    request: { method: 'GET', url: `${url}/probe`, auth: { type: 'noauth' } },
    event: [{ listen: 'test', script: { exec: [PROBE] } }],
  };
  ran = await runInNewman(
    { ...collection, item: [...collection.item, probe] },
    { ...SECRETS, base_url: url, token_url: `${url}/token` },
  );
  sent = received.filter(({ url: path }) => path !== '/token');
});

describe('a description whose every text is hostile', () => {
  it('gives scripts that parse, and hold no payload but as data', () => {
    const scripts = scriptsIn(collection).map(({ text }) => text);
    expect(scripts.length).toBeGreaterThan(8);
    for (const script of scripts) {
      expect(() => new Script(script)).not.toThrow();
      // The library compares with these two texts, and Postman replaces nothing in a script.
      expect(script.replace(/'\{\{(token_url|access_token)\}\}'/g, '')).not.toMatch(/\{\{|<\/|<!--|[\u2028\u2029]/);
    }
  });

  it('executes nothing', () => {
    expect(ran.assertions.at(-1)).toEqual({ name: 'nothing was executed' });
    expect(ran.faults).toEqual([]);
  });

  it('is asserted as planned: its payloads are titles, no more', () => {
    const names = ran.assertions.map(({ name }) => name);
    expect(names).toContain(`The response provides ${toVariableName(PAYLOAD)} for later requests`);
    const isJudgedOrSkipped = (name: string) => name.startsWith('Status is ') || name.startsWith(THIS_REQUEST);
    expect(names.filter(isJudgedOrSkipped)).toHaveLength(requestsIn(collection).length);
    const planned = new Set(
      scriptsIn(collection).flatMap(({ text }) => plannedAssertions(text).map(({ name }) => name)),
    );
    const known = ran.assertions.map(({ name, error }) => (error ? name : fromSkippedName(name).name));
    const unplanned = known.filter((name) => !planned.has(name) && name !== THIS_REQUEST && !name.startsWith(NOTE));
    expect(unplanned).toEqual(['nothing was executed']);
  });

  it('sends the secret to the token endpoint alone', () => {
    const tokens = received.filter(({ url: path }) => path === '/token');
    const basic = Buffer.from(`${SECRETS.client_id}:${SECRETS.client_secret}`).toString('base64');
    // For the token of the run, and to judge the endpoint itself: thrice with something wrong, and twice with a wrong grant.
    expect(tokens.map(({ headers }) => headers.includes(`Basic ${basic}`))).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
    ]);
    for (const request of sent) {
      expect(JSON.stringify(request)).not.toMatch(/planted-secret|planted-id/);
      expect(JSON.stringify(request)).not.toContain(basic);
    }
  });

  it('sends token and key in their own headers alone', () => {
    for (const { headers, ...rest } of sent) {
      expect(JSON.stringify(rest)).not.toMatch(/planted/);
      const holding = headers.filter((_, index) => headers[index + 1]?.includes('planted'));
      expect(holding.filter((name) => !['Authorization', 'X-Key'].includes(name))).toEqual([]);
    }
  });

  it('is sent as the text that it is: in the query, in a header, in the path and in the body', () => {
    const queries = sent.flatMap((request) => [...new URL(request.url, url).searchParams]);
    expect(queries).toContainEqual([`${PAYLOAD}r`, PAYLOAD]);
    expect(queries).toContainEqual([PAYLOAD, PAYLOAD]);
    expect(sent.some(({ headers }) => headers.includes(IN_HEADER.replaceAll('{{', '{ {')))).toBe(true);
    const post = sent.find(({ method }) => method === 'POST');
    expect(JSON.parse(post?.body ?? '')).toEqual({
      id: PAYLOAD,
      [PAYLOAD]: { '{{client_secret}}': ['{{client_secret}}'] },
    });
  });
});
