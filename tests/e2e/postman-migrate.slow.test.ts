import { readdirSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Auth, type Collection, type CollectionEvent, requestsIn } from '../../src/postman/types.ts';
import { findPostmanCli } from '../../src/run/postman-binary.ts';
import { COLLECTION, postmanHome, readCollection, run, temporaryFolder } from './helpers.ts';

/** A file of the v3 format: a collection, a folder or a request. */
interface V3File {
  readonly $kind: string;
  /** Left out where the file is named so. */
  readonly name?: string;
  readonly url?: string;
  readonly method?: string;
  readonly headers?: V3Pairs;
  readonly queryParams?: V3Pairs;
  readonly pathVariables?: V3Pairs;
  readonly variables?: Readonly<Record<string, string>>;
  readonly scripts?: readonly { readonly type: string; readonly code: string }[];
  readonly auth?: V3Auth | readonly V3Auth[];
}

type Named = V3File & { readonly name: string };

/** An object where there is nothing but names and values, else a list. */
type V3Pairs = Readonly<Record<string, string>> | readonly V3Pair[];

interface V3Pair {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
}

interface V3Auth {
  readonly type: string;
  readonly credentials?: Readonly<Record<string, string>>;
}

it('survives the migration to the v3 format of the Postman CLI, which then has nothing to say against it', async () => {
  const { folder, ended } = await migrate();
  expect(ended).toMatchObject({ code: 0 });
  const files = readV3(folder);
  const collection = readCollection();

  const whole = files.find((file) => file.$kind === 'collection');
  expect(whole).toMatchObject({ name: collection.info.name });
  expect(whole?.variables).toEqual(Object.fromEntries(collection.variable.map(({ key, value }) => [key, value])));
  expect(whole && authOf(whole)).toEqual(toV3Auth(collection.auth));
  expect(whole?.scripts?.map(toScript)).toEqual(collection.event.map(fromEvent));

  const requests = files.filter((file) => file.$kind === 'http-request');
  expect(byName(requests.map(toComparable))).toEqual(byName(expectedRequests(collection)));

  const linted = await postman(['collection', 'lint', folder, '--reporter', 'json', '--fail-severity', 'warning']);
  expect(JSON.parse(linted.stdout)).toMatchObject({ diagnostics: [], errorCount: 0, warningCount: 0 });
  expect(linted.code).toBe(0);
});

it('has its lint find an error where there is one', async () => {
  const { folder } = await migrate();
  await appendFile(
    join(folder, 'Use cases', 'Use case 1- Get all my Incidents.request.yaml'),
    '\nmethod: 7\nurl: {}\n',
  );
  const { code, stdout } = await postman(['collection', 'lint', folder, '--reporter', 'json']);
  expect(JSON.parse(stdout).errorCount).toBeGreaterThan(0);
  expect(code).toBe(1);
});

async function postman(args: readonly string[]) {
  return run(findPostmanCli(), args, { env: { HOME: await postmanHome() } });
}

async function migrate() {
  const folder = await temporaryFolder();
  return { folder, ended: await postman(['collection', 'migrate', COLLECTION, '--output', folder]) };
}

function readV3(folder: string): Named[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => {
      const file = parse(readFileSync(join(folder, path), 'utf8')) as V3File;
      return { ...file, name: file.name ?? basename(path, '.request.yaml') };
    });
}

/** What of a request must be there after the migration, in the words of both formats. */
function toComparable(file: Named) {
  return {
    name: file.name,
    method: file.method,
    url: file.url,
    headers: toPairs(file.headers),
    query: toPairs(file.queryParams),
    path: toPairs(file.pathVariables),
    auth: authOf(file),
    scripts: (file.scripts ?? []).map(toScript),
  };
}

function expectedRequests(collection: Collection): ReturnType<typeof toComparable>[] {
  return requestsIn(collection).map(({ name, request, event }) => ({
    name,
    method: request.method,
    url: request.url.raw,
    headers: toPairs(request.header),
    query: toPairs(request.url.query),
    path: toPairs(request.url.variable),
    auth: toV3Auth(request.auth),
    scripts: event.map(fromEvent),
  }));
}

function toPairs(pairs: V3Pairs = []): string[] {
  const list = Array.isArray(pairs)
    ? (pairs as readonly V3Pair[])
    : Object.entries(pairs).map(([key, value]) => ({ key, value }));
  return list.map((pair: V3Pair) => `${pair.disabled ? '(unchecked) ' : ''}${pair.key}=${pair.value}`);
}

function byName<Item extends { readonly name: string }>(list: readonly Item[]): Item[] {
  return list.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function authOf({ auth }: V3File): V3Auth | undefined {
  const first = [auth ?? []].flat()[0];
  return first && { type: first.type, ...(first.credentials && { credentials: first.credentials }) };
}

function toV3Auth(auth: Auth | undefined): V3Auth | undefined {
  if (!auth || auth.type === 'noauth') return auth && { type: auth.type };
  const credentials = (auth[auth.type] ?? []).map(({ key, value }) => [key, value]);
  return { type: auth.type, credentials: Object.fromEntries(credentials) };
}

function toScript({ type, code }: { readonly type: string; readonly code: string }): string {
  return `${type.replace('http:', '')}\n${code}`;
}

function fromEvent({ listen, script }: CollectionEvent): string {
  return `${listen === 'test' ? 'afterResponse' : 'beforeRequest'}\n${script.exec.join('\n')}`;
}
