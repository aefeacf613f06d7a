/** Ways to write a description anew that change nothing of what it means, as tools for OpenAPI do. */
import { isRecord } from '../../src/core/json.ts';
import type { Members } from '../helpers/builders.ts';

type Schema = Record<string, unknown>;

/** Where a schema stands in what is around it. */
type Place = 'schema' | 'items' | 'property';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What stands in these is data. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** By name: each changes a copy. `undefined`: the description has nothing of this kind, or it would mean something else. */
export const REWRITING: Readonly<Record<string, (document: Members) => Members | undefined>> = {
  'schemas of bodies are parts of another': (document) =>
    withSchemas(document, (schema, place) => (place === 'schema' ? { allOf: [schema] } : schema)),
  'items are parts of another schema': (document) =>
    withSchemas(document, (schema, place) => (place === 'items' ? { allOf: [schema] } : schema)),
  'referenced members are parts of another schema': (document) =>
    withSchemas(document, (schema, place) => (place === 'property' && '$ref' in schema ? { allOf: [schema] } : schema)),
  'schemas have notes of other tools': (document) =>
    withSchemas(document, (schema) =>
      '$ref' in schema ? schema : { ...schema, 'x-note': { a: [1] }, title: 'A note' },
    ),
  'types are lists': (document) =>
    String(document['openapi']).startsWith('3.1')
      ? withSchemas(document, (schema) =>
          typeof schema['type'] === 'string' ? { ...schema, type: [schema['type']] } : schema,
        )
      : undefined,
  // A response that several operations refer to says less of each than one of its own.
  'references to parameters, bodies, headers and examples are resolved': (document) => {
    const resolved = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(resolved);
      if (!isRecord(value)) return value;
      const { $ref } = value;
      if (typeof $ref === 'string' && /^#\/components\/(?!schemas\/|pathItems\/|responses\/)/.test($ref))
        return resolved(at(document, $ref));
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, DATA.has(key) && key !== 'examples' ? one : resolved(one)]),
      );
    };
    return { ...document, paths: resolved(document['paths']) };
  },
  'parameters of paths stand in each operation': (document) =>
    withItems(document, (item) => {
      const { parameters, ...others } = item;
      if (!Array.isArray(parameters)) return item;
      const keyOf = (one: unknown) => {
        const found = isRecord(one) && typeof one['$ref'] === 'string' ? at(document, one['$ref']) : one;
        return isRecord(found) ? `${found['in']} ${found['name']}` : '';
      };
      return withOperations(others, (operation) => {
        const own = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
        const known = new Set(own.map(keyOf));
        return { ...operation, parameters: [...parameters.filter((one) => !known.has(keyOf(one))), ...own] };
      });
    }),
  'security stands in each operation': ({ security, ...document }) =>
    security === undefined
      ? undefined
      : withItems(document, (item) => withOperations(item, (operation) => ({ security, ...operation }))),
  'servers stand in each operation': (document) =>
    Array.isArray(document['servers'])
      ? withItems(document, (item) =>
          'servers' in item
            ? item
            : withOperations(item, (operation) => ({ servers: document['servers'], ...operation })),
        )
      : undefined,
  'components are in another order': (document) => {
    const groups = Object.entries(isRecord(document['components']) ? document['components'] : {});
    // Of several security schemes, the first one gets the token.
    const isOrdered = (name: string) => name === 'securitySchemes';
    const reversed = groups.map(([name, group]) => [
      name,
      isRecord(group) && !isOrdered(name) ? Object.fromEntries(Object.entries(group).reverse()) : group,
    ]);
    return { ...document, components: Object.fromEntries(reversed) };
  },
};

function at(document: unknown, reference: string): unknown {
  const names = reference
    .slice(2)
    .split('/')
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce((value, name) => (isRecord(value) ? value[name] : undefined), document);
}

function withItems(document: Members, change: (item: Schema) => Schema): Members {
  const items = Object.entries(isRecord(document['paths']) ? document['paths'] : {});
  return {
    ...document,
    paths: Object.fromEntries(
      items.map(([path, item]) => [path, isRecord(item) && path.startsWith('/') ? change(item) : item]),
    ),
  };
}

function withOperations(item: Schema, change: (operation: Schema) => Schema): Schema {
  return Object.fromEntries(
    Object.entries(item).map(([key, one]) => [key, METHODS.includes(key) && isRecord(one) ? change(one) : one]),
  );
}

function withSchemas(document: Members, change: (schema: Schema, place: Place) => Schema): Members {
  const placeOf = (key: string, around: string): Place | undefined =>
    around === 'properties' ? 'property' : key === 'schema' || key === 'items' ? key : undefined;
  const walked = (value: unknown, around: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walked(one, ''));
    if (!isRecord(value)) return value;
    const isNamed = around === 'properties' || around === 'schemas';
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (!isNamed && (DATA.has(key) || key.startsWith('x-'))) return [key, one];
        const inner = walked(one, isNamed ? '' : key);
        const place = placeOf(isNamed ? '' : key, around);
        return [key, place && isRecord(inner) ? change(inner, place) : inner];
      }),
    );
  };
  return walked(document, '') as Members;
}
