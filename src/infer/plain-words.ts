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
    'each every one first only also so such can could may might must shall should will would do does used use using when where which how',
    'many much more less fewer up given default defaults otherwise else what you your we our between within inclusive inclusively exclusive into',
    'limit limited maximum maximal max minimum minimal min number amount count total size offset skip skipped start starting started index',
    'indexed zero based position page paging paged paginate paginated pagination result item record entry element object row resource entity thing',
    'response request query collection list listing set subset range value parameter param optional optionally integer positive',
    'negative nonnegative non int32 int64 return returned returning fetch fetched retrieve retrieved retrieving include included show shown display displayed',
    'provide provided get give required requested specify specified specifying specifie define defined defining indicate indicating control set',
    'match matching matched criteria filter filtered search found available overall whole entire full across before after applying apply applied',
    'without regardless ignoring independent current currently exist existing api server call see detail information info example eg ie',
    'allowed allow exceed greater larger smaller equal higher lower beyond begin beginning beginn next previous',
    'support supported via same header have has stored system initial collect collecting change executing conjunction combine together cannot paginating perform dataset learn about',
    'over omitted omit through large point hit ignore take taken tell us want getting data document manage retrieval th n ary param bigger',
    'exceeding exceeded rejected refused passed invalid validation error throw thrown raised displaying operation field input output method valid part',
  ]
    .join(' ')
    .split(' '),
);

/** What says that a number is none, counts something else, or is of a part: "not used", "per shard", "the number of pages". */
const DOUBTS: readonly RegExp[] = [
  /\b(no|not|never|cannot|without|neither|nor)\b|n[’']t\b/i,
  /\b(can|may|might|could) (also )?(be )?exceed/i,
  /\bmore\b|\bless\b|\bfewer\b/i,
  /\bper (?!page|request|response|call|query|api|result|http|paginated)\w/i,
  /\b(each|every) (?!(of )?(the )?(page|request|response|call|query|api|time|next)\b)\w/i,
  /\b(number|numbers|count|amount|maximum|max|many) (of )?(\w+ )?(pages|batches|sets|subsets|ranges|lists|values|responses|requests)\b/i,
  /\bof (the )?values?\b|\bsize of (the |a )?(response|values?|result|data|documents?)\b/i,
  /\bbefore and after\b/i,
];

/** Phrases of usual descriptions in which such words cast no doubt. */
const USUAL =
  /\b(if|when|where|unless) (it is |it's |this is |the \w+ is |is )?(not|omitted) ?(be )?(specified|set|given|provided|supplied|present|passed|included|defined|used|indicated|sent|mentioned)?|\b(must|should|can|may|will|shall|do|does) ?not (be )?(exceed|greater|larger|more|higher|negative|less)|\b(can|may|must)?not (be )?exceed|\b(can|mus|should)[’']?n?[’']t exceed|\b(no|not) (more|greater|larger|higher|fewer|less) than|\bif (no|none) (\w+ )?is\b|\bnon[- ]negative|\b(for|to (get|retrieve|fetch|see)) more (information|info|details?|results?|data|items)|\bor (more|less)\b|\b(larger|less|greater|smaller) than \d|\bmore than \d+/gi;

/** `zero-based` are two words. A number, a link and a name of a parameter are none. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .replace(/<[^>]*>|https?:\S+/g, ' ')
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
  const names = found.operation.parameters.map((parameter) => parameter.name);
  const ofName = new Set([name, ...names].flatMap((one) => wordsOf(one.replace(/[^\p{L}]+/gu, ' '))));
  const unusual = description.replace(USUAL, ' ');
  if (DOUBTS.some((doubt) => doubt.test(unusual))) return false;
  return wordsOf(description).every((word) =>
    [word, ...singularsOf(word)].some((one) => PLAIN.has(one) || own.has(one) || ofName.has(one)),
  );
}
