/** For which descriptions the law holds so far. */
import type { Kinds } from './description/making.ts';

/** What is `false` is left out of arbitrary descriptions, until the law holds for it. */
export const KINDS: Kinds = {
  contentWithoutBody: true,
  invalidExamples: true,
  overlappingBranches: true,
  deadLinks: true,
  withoutSuccess: true,
  withoutSchema: true,
  trace: true,
  referencesInData: true,
  mediaRanges: true,
  otherSchemes: true,
  reservedNames: true,
};
