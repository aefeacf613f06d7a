/** The JSON-Schema-Test-Suite for draft 2020-12, as the data of our tests. https://github.com/json-schema-org/JSON-Schema-Test-Suite */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecord, type Json } from '../../src/core/json.ts';

/** A schema of the suite, and values with the verdict that the standard gives them. */
export interface Group {
  /** The file without its ending, which is a keyword or a format: `optional/format/date`. */
  readonly file: string;
  readonly part: 'required' | 'optional' | 'format';
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
  /** Whether the schema refers to a document that is not in it: the suite serves those, or they are the standard's own. */
  readonly needsRemote: boolean;
}

const FOLDER = fileURLToPath(new URL('../fixtures/json-schema-test-suite/draft2020-12', import.meta.url));

/** The groups in a folder of the suite, in the order of their files; in ours, when none is given. */
export function officialSuite(folder = FOLDER): readonly Group[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => {
    const groups = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Pick<
      Group,
      'description' | 'schema' | 'tests'
    >[];
    const file = name.replaceAll('\\', '/').replace(/\.json$/, '');
    return groups.map(
      (group): Group => ({ ...group, file, part: partOf(file), needsRemote: needsRemote(group.schema) }),
    );
  });
}

function partOf(file: string): Group['part'] {
  if (file.includes('format/')) return 'format';
  return file.startsWith('optional/') ? 'optional' : 'required';
}

/** What the schema refers to, less what it holds: told from the text alone, by nothing of what is on trial. */
function needsRemote(schema: Json): boolean {
  const ids = new Set<string>();
  const wanted = new Set<string>();
  const visit = (value: Json, parent: string): void => {
    if (Array.isArray(value)) for (const element of value) visit(element as Json, parent);
    if (!isRecord(value)) return;
    const base = typeof value['$id'] === 'string' ? withoutFragment(value['$id'], parent) : parent;
    ids.add(base);
    for (const [keyword, member] of Object.entries(value)) {
      if (keyword === 'enum' || keyword === 'const') continue;
      const isReference = ['$ref', '$dynamicRef'].includes(keyword) && typeof member === 'string';
      if (isReference) wanted.add(withoutFragment(member, base));
      // The dialect of the suite itself is known; another one is a document to be fetched.
      else if (keyword === '$schema' && typeof member === 'string' && !STANDARD.test(member)) wanted.add(member);
      else visit(member as Json, base);
    }
  };
  visit(schema, 'schema:/');
  return [...wanted].some((uri) => !ids.has(uri));
}

const STANDARD = /^https?:\/\/json-schema\.org\//;

function withoutFragment(reference: string, base: string): string {
  return URL.canParse(reference, base) ? (new URL(reference, base).href.split('#')[0] ?? '') : base;
}
