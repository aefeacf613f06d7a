/** What responses say of why they are sent, by `x-cause`. */
import type { Cause, Response } from './types.ts';

/** The causes that a response names, and those of its examples. */
export function causesNamedBy({ causes = [], media }: Response): readonly Cause[] {
  return [...causes, ...media.flatMap(({ examples }) => examples.flatMap((example) => example.causes))];
}
