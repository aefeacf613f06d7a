/** Tasks to run when this process exits. Module state, since a process exits once. */
const tasks = new Set<() => void>();

/**
 * Run a task when this process exits. Returns a function that cancels it.
 *
 * One listener serves all tasks: Node warns of a leak at the eleventh listener, and more runs than that may be active.
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
