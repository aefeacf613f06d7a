import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

it('Newman is loaded where it runs, and nowhere else', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?[jt]s$/.test(file));
  const loads = files.flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import\(|require\()\s*'newman'/g)].map(([text]) => [
      file,
      text,
    ]),
  );
  expect(loads).toEqual([['run/newman-here.ts', "import('newman'"]]);
});
