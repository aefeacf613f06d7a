import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { judgeInNewman } from '../schema/judge-in-newman.ts';
import { BY_KEYWORD, FORMATS, type Row } from '../schema/keyword-cases.ts';

const TABLE = [...Object.entries(BY_KEYWORD), ['formats', FORMATS] as const];
const ROWS = TABLE.flatMap(([, rows]) => rows);
const judged = judgeInNewman(
  ROWS.map(({ schema, accepts, refuses }) => ({ schema, values: [...accepts, ...refuses] })),
);

describe.each(TABLE)('%s, judged inside Newman', (_keyword, rows) => {
  it.each(rows)('$about', async (row) => {
    const { problems, judgeable } = (await judged)[ROWS.indexOf(row)] ?? { problems: [], judgeable: undefined };
    expect(judgeable?.notAsserted).toEqual([]);
    expect(verdicts(row, (index) => problems[index]?.length === 0)).toEqual(wanted(row));
  });
});

/** So that the table is not ours alone: Ajv 8 agrees with it, but where it says why not. */
describe('Ajv 8 in its 2020 mode', () => {
  it.each(ROWS)('has the same verdicts: $about', (row) => {
    const got = verdictsOfAjv(row);
    if (row.notAjv === undefined) expect(got).toEqual(wanted(row));
    else expect(got, `agrees by now, "${row.notAjv}" can go`).not.toEqual(wanted(row));
  });
});

function wanted({ accepts, refuses }: Row) {
  return [...accepts.map((value) => ({ value, valid: true })), ...refuses.map((value) => ({ value, valid: false }))];
}

function verdicts({ accepts, refuses }: Row, isValid: (index: number) => boolean) {
  return [...accepts, ...refuses].map((value, index) => ({ value, valid: isValid(index) }));
}

function verdictsOfAjv(row: Row): unknown {
  try {
    const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true });
    addFormats.default(ajv);
    const validate = ajv.compile(row.schema as object);
    return verdicts(row, (index) => validate([...row.accepts, ...row.refuses][index]) === true);
  } catch (error) {
    return String(error);
  }
}
