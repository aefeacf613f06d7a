import { type Finding, UserError } from '../../src/core/errors.ts';

/** What a call refuses, as data. Anything but a `UserError` is a mistake of ours, and is thrown on. */
export async function findingsOf(act: () => unknown): Promise<readonly Finding[]> {
  try {
    await act();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.findings;
    throw thrown;
  }
  throw new Error('nothing was refused');
}
