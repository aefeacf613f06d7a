/** What is left to do when this process exits. The one piece of module state here: the process is one, too. */
const tasks = new Set<() => void>();

/**
 * Do something at the latest when this process exits; the function that comes back calls it off.
 *
 * One listener serves all, for Node warns of a leak at the eleventh, and a run for each processor can be more.
 */
export function atExit(task: () => void): () => void {
  if (tasks.size === 0) process.prependListener('exit', runAll);
  tasks.add(task);
  return () => {
    tasks.delete(task);
    if (tasks.size === 0) process.off('exit', runAll);
  };
}

/** The latest first: a client is killed before its folder is removed. */
function runAll(): void {
  for (const task of [...tasks].reverse()) task();
}
