import type { Output } from './io.ts';

/** The least time between two updates of the line, in milliseconds. */
const FRAME_MS = 100;

/** The weight of a new estimate of the time left, against the estimates before. */
const WEIGHT = 0.15;

export interface Progress {
  readonly show: (done: number, all: number) => void;
  /** Removes the line. */
  readonly clear: () => void;
}

/** A progress bar with the time left, on one line, which is removed at the end. On a terminal only. */
export function createProgress(out: Output, what: string, now = () => performance.now()): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let first: { at: number; done: number } | undefined;
  let endsAt: number | undefined;
  return {
    show: (done, all) => {
      if (!out.isTerminal) return;
      const at = now();
      if (done > 0) first ??= { at, done };
      if (at - drawnAt < FRAME_MS && done < all) return;
      drawnAt = at;
      // The rate is measured from the first result on, without the time that a client takes to start.
      const rate = first ? (done - first.done) / (at - first.at) : 0;
      if (rate > 0) {
        const guess = at + (all - done) / rate;
        endsAt = endsAt === undefined ? guess : endsAt + WEIGHT * (guess - endsAt);
      }
      out.write(
        `\r\u001b[K${frame({ done, all, what, left: endsAt === undefined ? undefined : endsAt - at }, out.columns)}`,
      );
    },
    clear: () => {
      if (out.isTerminal) out.write('\r\u001b[K');
    },
  };
}

interface Frame {
  readonly done: number;
  readonly all: number;
  readonly what: string;
  readonly left: number | undefined;
}

/** Narrower than the terminal, which would otherwise begin a new line. */
function frame({ done, all, what, left }: Frame, columns: number): string {
  const time = left === undefined ? '' : `, ${toTime(left)} left`;
  const text = ` ${String(done).padStart(String(all).length)} of ${all} ${what}${time}`;
  const width = Math.min(30, columns - text.length - 1);
  if (width < 5) return text.trim().slice(0, Math.max(0, columns - 1));
  const filled = all === 0 ? 0 : Math.round((done / all) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}${text}`;
}

/** `41 s`, `2 min 05 s`. */
function toTime(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
