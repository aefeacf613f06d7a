/** A collection v2.1 of anybody as the files of version 3 that a run needs: without saved responses, and with a script after each request. */
import { basename } from 'node:path';
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Auth, Collection, CollectionEvent, Folder, Item, KeyValue, Request } from '../postman/types.ts';
import { toV3Files, type V3File } from '../postman/v3/to-files.ts';
import type { CollectionJson } from './prepare.ts';
import { tokenItems, withToken } from './version-3-token.ts';

type Plain = Readonly<Record<string, unknown>>;

/** A script that does nothing: only where there is one, the record says that a request begins, and what its response is. */
const NOTHING = '//';

/**
 * @throws UserError `document/wrong-type` for what only other versions of the format have, such as a body of GraphQL.
 */
export function toRunFiles(json: CollectionJson): V3File[] {
  const info = recordOf(json['info']);
  const auth = toAuth(json['auth']);
  const collection: Collection = {
    info: {
      _postman_id: textOf(info['_postman_id']) || 'collection',
      name: textOf(info['name']),
      description: '',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    // A collection may have requests beside its folders. We write none.
    item: toItems(json['item']) as Folder[],
    ...(auth && { auth }),
    event: toEvents(json['event']),
    variable: recordsOf(json['variable']).map((one) => ({
      id: '',
      key: textOf(one['key'] ?? one['id']),
      value: textOf(one['value']),
      type: 'string',
    })),
  };
  return toV3Files(withToken(collection, tokenItems(json)));
}

function toItems(items: unknown): (Item | Folder)[] {
  return recordsOf(items).map((one) => {
    const auth = toAuth(one['auth']);
    const shared = { id: textOf(one['id']), name: textOf(one['name']) };
    const event = toEvents(one['event']);
    if (Array.isArray(one['item']))
      return { ...shared, description: '', item: toItems(one['item']), event, ...(auth && { auth }) };
    const behavior = one['protocolProfileBehavior'];
    return {
      ...shared,
      event: withScript(withScript(event, 'prerequest'), 'test'),
      // Redirects would forward credentials.
      protocolProfileBehavior: { ...(isRecord(behavior) && behavior), followRedirects: false },
      request: toRequest(one['request'], auth, shared.name),
      response: [],
    };
  });
}

/** A request may be its URL alone. */
function toRequest(given: unknown, ofItem: Auth | undefined, name: string): Request {
  const request = typeof given === 'string' ? { url: given } : recordOf(given);
  const auth = toAuth(request['auth']) ?? ofItem;
  return {
    method: textOf(request['method'] ?? 'GET'),
    header: toPairs(request['header'], name),
    url: toUrl(request['url'], name),
    ...(auth && { auth }),
    ...toBody(request['body'], name),
  };
}

function toUrl(given: unknown, name: string): Request['url'] {
  if (typeof given === 'string') return { raw: given, host: [] };
  const url = recordOf(given);
  if (typeof url['raw'] !== 'string') throw cannot(name, 'a URL without `raw`');
  return { raw: url['raw'], host: [], query: toPairs(url['query'], name), variable: toPairs(url['variable'], name) };
}

function toBody(given: unknown, name: string): Pick<Request, 'body'> {
  if (!isRecord(given) || given['mode'] === undefined) return {};
  const mode = given['mode'];
  switch (mode) {
    case 'raw': {
      const language = textOf(recordOf(recordOf(given['options'])['raw'])['language']) || 'text';
      return { body: { mode: 'raw', raw: textOf(given['raw']), options: { raw: { language } } } };
    }
    case 'urlencoded':
      return { body: { mode: 'urlencoded', urlencoded: toPairs(given['urlencoded'], name) } };
    case 'formdata':
      return {
        body: {
          mode: 'formdata',
          formdata: recordsOf(given['formdata']).map((part) => {
            const shared = {
              key: textOf(part['key']),
              ...(part['contentType'] !== undefined && { contentType: textOf(part['contentType']) }),
            };
            return part['type'] === 'file'
              ? { ...shared, type: 'file', src: toSource(part['src']) }
              : { ...shared, type: 'text', value: textOf(part['value']) };
          }),
        },
      };
    case 'file':
      return { body: { mode: 'file', file: { src: toSource(recordOf(given['file'])['src']) } } };
    default:
      throw cannot(name, `a body of mode ${textOf(mode)}`);
  }
}

/** In version 3, the Postman CLI reads any file of this machine. Here it gets our sample files, and no others. */
function toSource(given: unknown): string {
  const src = textOf([given].flat()[0]);
  return /^sample-files\/[\w.-]+$/.test(src) ? src : `not-given/${basename(src)}`;
}

function cannot(name: string, what: string): UserError {
  return new UserError({
    code: 'document/wrong-type',
    message: `the request "${name}" has ${what}, which is not written in version 3`,
    hint: 'Run this collection with `--client newman` or `--client postman`.',
  });
}

function toPairs(pairs: unknown, name: string): KeyValue[] {
  if (typeof pairs === 'string') throw cannot(name, 'headers or parameters as one text');
  return recordsOf(pairs).map((pair) => ({
    key: textOf(pair['key']),
    value: textOf(pair['value']),
    ...(pair['disabled'] === true && { disabled: true }),
  }));
}

/** Since v2.1, the attributes of an authorization are a list. */
function toAuth(given: unknown): Auth | undefined {
  if (!isRecord(given)) return undefined;
  const type = given['type'] as Auth['type'];
  const attributes = recordsOf(given[type]).map((one) => ({
    key: textOf(one['key']),
    value: textOf(one['value']),
    type: 'string' as const,
  }));
  return type === 'noauth' ? { type } : { type, [type]: attributes };
}

function toEvents(events: unknown): CollectionEvent[] {
  return recordsOf(events).flatMap((event): CollectionEvent[] => {
    const listen = event['listen'];
    if (listen !== 'test' && listen !== 'prerequest') return [];
    const exec = [recordOf(event['script'])['exec'] ?? []].flat().map(textOf);
    return [{ listen, script: { type: 'text/javascript', exec } }];
  });
}

function withScript(events: readonly CollectionEvent[], listen: CollectionEvent['listen']): CollectionEvent[] {
  const isThere = events.some((event) => event.listen === listen && event.script.exec.join('') !== '');
  return isThere ? [...events] : [...events, { listen, script: { type: 'text/javascript', exec: [NOTHING] } }];
}

function recordOf(value: unknown): Plain {
  return isRecord(value) ? value : {};
}

function recordsOf(value: unknown): Plain[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
