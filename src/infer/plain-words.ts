/**
 * Whether the description of a parameter or a header says no more than the convention of its name. By convention, the meaning is asserted, so one
 * word of something else is enough to leave it to a person: "lines to scan per shard", "plus the replies", "from the message with this offset".
 */
import { singularsOf } from './conventions.ts';
import type { FoundList } from './find-list.ts';

/** Words of grammar, and those with which APIs describe parts of lists. A word is in the singular. */
const PLAIN: ReadonlySet<string> = new Set(
  [
    'a an the of to in for per on at by from with and or if as is are be been being it its this that these those there then than not no any all',
    'each every one two first last only also so such can could may might must shall should will would do does used use using when where which how',
    'many much more less fewer up given default defaults otherwise else what you your we our between within inclusive inclusively exclusive into',
    'limit limited maximum maximal max minimum minimal min number amount count total size offset skip skipped start starting started index',
    'indexed zero based position page paging paged paginate paginated pagination result item record entry element object row resource entity thing',
    'response request query collection list listing set subset range window batch value parameter param optional optionally integer positive',
    'negative nonnegative non int32 int64 return returned returning fetch fetched retrieve retrieved retrieving include included show shown display displayed',
    'provide provided get give required requested specify specified specifying specifie define defined defining indicate indicating control set',
    'match matching matched criteria filter filtered search found available overall whole entire full across before after applying apply applied',
    'without regardless ignoring independent current currently exist existing api server client call see detail information info example eg ie',
    'allowed allow exceed greater larger smaller equal higher lower beyond begin beginning beginn end next previous',
    'support supported via same header have has stored database system initial collect collecting change executing conjunction combine together cannot paginating perform dataset learn about',
    'over omitted omit through large point hit ignore take taken tell us want getting data document manage retrieval th n ary param bigger',
    'exceeding exceeded rejected displaying operation field input output method valid part',
  ]
    .join(' ')
    .split(' '),
);

/** `zero-based` are two words. A number, a piece of code and a link are none. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .replace(/`[^`]*`|<[^>]*>|https?:\S+/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\p{L}[’']\p{L}+/gu, ' ');
  return plain.toLowerCase().match(/\p{L}[\p{L}\d]*/gu) ?? [];
}

/** The words of the path and of the operation's id: what the list is about. */
function ownWords({ operation, item }: FoundList): ReadonlySet<string> {
  const names = [operation.path, operation.id, referenceOf(item.schema)];
  const words = names
    .join(' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return new Set((words.match(/\p{L}+/gu) ?? []).flatMap((word) => [word, ...singularsOf(word)]));
}

function referenceOf(schema: unknown): string {
  const reference = typeof schema === 'object' && schema !== null && '$ref' in schema ? schema.$ref : '';
  return String(reference).split('/').at(-1) ?? '';
}

export function isPlain(description: string, name: string, found: FoundList): boolean {
  const own = ownWords(found);
  const ofName = new Set(wordsOf(name.replace(/[^\p{L}]+/gu, ' ')));
  return wordsOf(description).every((word) =>
    [word, ...singularsOf(word)].some((one) => PLAIN.has(one) || own.has(one) || ofName.has(one)),
  );
}
