/** More mutants than this make a collection that takes longer to send to a client than a client takes to start. */
const MOST = 700;

/**
 * Share out mutants to runs: as many as there are workers, or a multiple of it. Neighbours go to different runs, since slow kinds
 * of mutants stand together.
 */
export function toBatches<Mutant>(mutants: readonly Mutant[], workers: number): readonly (readonly Mutant[])[] {
  const rounds = Math.ceil(mutants.length / (workers * MOST));
  const count = Math.max(1, Math.min(workers * rounds, mutants.length));
  return Array.from({ length: count }, (_, batch) => mutants.filter((_, index) => index % count === batch));
}

/** Do the work of each batch, so many at a time; the results are in the order of the batches. */
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
