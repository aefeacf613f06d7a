/** Arbitrary descriptions: whole OpenAPI documents, 3.0 and 3.1, that are valid. */
import fc from 'fast-check';
import { components } from './components.ts';
import { anyText, type Context, defined, type Kinds, type Members, maybe } from './making.ts';
import { securityOf } from './operations.ts';
import { paths } from './paths.ts';
import { alternatives, isReserved, schemes } from './security.ts';

/** A description as it stands in a file. */
export interface Written {
  readonly document: Members;
  readonly format: 'json' | 'yaml';
}

const SERVERS = [
  undefined,
  [{ url: 'https://api.example.com' }],
  [{ url: 'https://api.example.com/v1/' }],
  [{ url: '/v2' }],
  [
    {
      url: 'https://{host}.example.com/{base}',
      variables: { host: { default: 'api' }, base: { default: 'v3', enum: ['v3'] } },
    },
  ],
  [{ url: 'https://api.example.com/a%20b', description: 'With a space.' }, { url: 'http://localhost:8080' }],
] as const;

const about = fc.record({
  title: anyText,
  version: fc.constantFrom('1', '1.0.0', '{{x}}'),
  description: maybe(anyText, 2),
});

/** Descriptions with all that these kinds allow. */
export function descriptions(kinds: Kinds): fc.Arbitrary<Written> {
  return fc
    .record({
      version: fc.constantFrom('3.0' as const, '3.1' as const),
      info: about,
      servers: fc.constantFrom(...SERVERS),
      schemes,
      security: maybe(alternatives, 2),
      components,
      paths,
      tags: maybe(fc.record({ name: anyText, description: anyText }), 3),
      format: fc.constantFrom('json' as const, 'yaml' as const),
    })
    .map(({ version, info, servers, schemes: all, security, components: make, paths: write, tags, format }) => {
      const known = all.filter(
        (scheme) =>
          (kinds.otherSchemes || !scheme.isOther) &&
          (kinds.reservedNames || !isReserved(scheme)) &&
          (version === '3.1' || scheme.object['type'] !== 'mutualTLS'),
      );
      const made = make({ version, kinds });
      const context: Context = { version, kinds, components: made };
      const shared = new Map<string, Members>();
      const written = write(context)({ schemes: known, shared });
      const document = defined({
        openapi: version === '3.1' ? '3.1.1' : '3.0.3',
        info: defined(info),
        servers,
        tags: tags && [tags],
        ...securityOf(security, { schemes: known }),
        paths: written,
        components: componentsOf(made, known, shared),
      });
      return { document, format };
    });
}

function componentsOf(
  made: Context['components'],
  known: readonly { readonly name: string; readonly object: Members }[],
  shared: ReadonlyMap<string, Members>,
): Members | undefined {
  const schemas = Object.fromEntries(made.map(({ name, sampled }) => [name, sampled.schema]));
  const securitySchemes = Object.fromEntries(known.map(({ name, object }) => [name, object]));
  const all = defined({
    ...Object.fromEntries(shared),
    schemas: made.length > 0 ? schemas : undefined,
    securitySchemes: known.length > 0 ? securitySchemes : undefined,
  });
  return Object.keys(all).length > 0 ? all : undefined;
}
