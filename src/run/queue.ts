/** Items that one side pushes and one reader awaits, in order. */
export interface Queue<Item> extends AsyncIterable<Item> {
  readonly push: (item: Item) => void;
  readonly end: () => void;
}

/** An unbounded queue: a child process cannot be made to wait, and a run has few events. */
export function createQueue<Item>(): Queue<Item> {
  const items: Item[] = [];
  let ended = false;
  let wake = () => {};
  return {
    push: (item) => {
      items.push(item);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        yield* items.splice(0);
        if (items.length > 0) continue;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
