/** The most mutants in one collection: to send a larger one to a client takes longer than to start another client. */
const MOST = 700;

/**
 * Distribute mutants over runs: as many runs as workers, or a multiple. Neighbours go to different runs, since slow mutants are
 * often neighbours.
 */
export function toBatches<Mutant>(mutants: readonly Mutant[], workers: number): readonly (readonly Mutant[])[] {
  const rounds = Math.ceil(mutants.length / (workers * MOST));
  const count = Math.max(1, Math.min(workers * rounds, mutants.length));
  return Array.from({ length: count }, (_, batch) => mutants.filter((_, index) => index % count === batch));
}

/** Process batches, at most `workers` at a time. The results are in the order of the batches. */
export async function inParallel<Batch, Result>(
  batches: readonly Batch[],
  workers: number,
  work: (batch: Batch) => Promise<Result>,
): Promise<readonly Result[]> {
  const waiting = [...batches.entries()];
  const results = new Map<number, Result>();
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.set(next[0], await work(next[1]));
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return batches.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
