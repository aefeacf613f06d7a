/** The results as the table of `docs/measured.md`: by source and version. */
import { groupBy } from '../../src/core/group-by.ts';
import type { Outcome, StageName } from './outcome.ts';
import { nameOf } from './packages.ts';

const COLUMNS = ['documents', 'generated', 'valid', 'Newman', 'Postman CLI', 'migrate and lint'] as const;

export function toTable(outcomes: readonly Outcome[]): string {
  const bySource = groupBy(outcomes, ({ source, facts }) => `${nameOf(source)} | ${facts?.version ?? 'not read'}`);
  const rows = [...bySource].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const head = `| source | version | ${COLUMNS.join(' | ')} |\n| --- | --- |${' ---: |'.repeat(COLUMNS.length)}\n`;
  const lines = [...rows, ['all | ', outcomes] as const].map(
    ([name, list]) => `| ${name} | ${cellsOf(list).join(' | ')} |\n`,
  );
  return head + lines.join('');
}

/** `green/tried` where not all were green. */
function cellsOf(list: readonly Outcome[]): readonly string[] {
  const generated = list.filter(({ stages: { generate } }) => /^(ok|nothing|invalid)$/.test(generate?.kind ?? ''));
  const valid = generated.filter(({ stages: { generate } }) => generate?.kind !== 'invalid');
  const stages = (['newman', 'postman', 'lint'] as const satisfies readonly StageName[]).map((name) => {
    const tried = list.filter(({ stages: own }) => own[name] !== undefined);
    const green = tried.filter(({ stages: own }) => own[name]?.kind === 'ok' || own[name]?.kind === 'nothing');
    return green.length === tried.length ? String(green.length) : `${green.length}/${tried.length}`;
  });
  return [list.length, generated.length, valid.length].map(String).concat(stages);
}
