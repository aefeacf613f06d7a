import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

function drawn(isTerminal: boolean, columns: number, steps: readonly (readonly [at: number, done: number])[]) {
  let text = '';
  let at = 0;
  const write = (more: string) => {
    text += more;
  };
  const progress = createProgress({ write, isTerminal, columns, color: false }, 'mutants', () => at);
  for (const [time, done] of steps) {
    at = time;
    progress.show(done, 100);
  }
  progress.clear();
  return text;
}

const steady = Array.from({ length: 100 }, (_, index) => [index * 500, index + 1] as const);

it('shows how much is done and the time left, on one line that is gone afterwards', () => {
  const frames = drawn(true, 80, steady).split('\r\u001b[K').slice(1);
  expect(frames[49]).toBe(`${'█'.repeat(15)}${'░'.repeat(15)}  50 of 100 mutants, 25 s left`);
  expect(frames.at(-2)).toBe(`${'█'.repeat(30)} 100 of 100 mutants, 0 s left`);
  expect(frames.at(-1)).toBe('');
});

it('one slow step does not make the time left jump', () => {
  const slow = steady.map(([at, done]) => [done > 50 ? at + 10_000 : at, done] as const);
  const left = [...drawn(true, 80, slow).matchAll(/(\d+) s left/g)].map(([, seconds]) => Number(seconds));
  const jumps = left.slice(1).map((seconds, index) => Math.abs(seconds - (left[index] ?? 0)));
  expect(Math.max(...jumps)).toBeLessThan(12);
});

it('draws ten times a second at most, and the last step always', () => {
  const fast = Array.from({ length: 100 }, (_, index) => [index, index + 1] as const);
  expect(drawn(true, 80, fast).split('\r\u001b[K').slice(1)).toHaveLength(3);
});

it.each([20, 40, 60])('stays on one line of %i columns', (columns) => {
  for (const frame of drawn(true, columns, steady).split('\r\u001b[K')) expect(frame.length).toBeLessThan(columns);
});

it('is silent where there is no terminal', () => {
  expect(drawn(false, 80, steady)).toBe('');
});
