/** For which descriptions the law holds so far. */
import type { Kinds } from './description/making.ts';

/** What is `false` is left out of arbitrary descriptions, until the law holds for it. */
export const KINDS: Kinds = {
  contentWithoutBody: false,
  invalidExamples: false,
  overlappingBranches: false,
  deadLinks: false,
  withoutSuccess: false,
  withoutSchema: false,
  trace: false,
  referencesInData: false,
  mediaRanges: false,
  otherSchemes: false,
  reservedNames: false,
};
