/** What the whole API answers, and what a failing server says: the reader of a report sees it first. */
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { toCauses } from '../../src/report/causes.ts';
import { FORMATS, type Format } from '../../src/report/formats.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { cleanEvent } from '../../src/run/clean.ts';
import type { ReceivedAnswer } from '../../src/run/events.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { cutSaid, saidIn } from '../../src/run/said.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { assertion, failed, finished, judged, planned, sent, started } from '../run/support/events.ts';

type Answered = Extract<ReceivedAnswer, { kind: 'answered' }>;
const answer = (status: number, more: Partial<Answered> = {}): Answered => ({
  kind: 'answered',
  status,
  text: '',
  ms: 1,
  bytes: 2,
  ...more,
});
const STATUS = 'Status is 200';
const TYPE = 'Content-Type is application/json';

/** Requests that are to get 200 and JSON, each with what it got. */
function verdictOf(answers: readonly Answered[]) {
  const ids = answers.map((_, index) => `r${index}`);
  const events = answers.flatMap((got, index) => {
    const id = ids[index] ?? '';
    const status = got.status === 200 ? ('passed' as const) : failed(`expected ${got.status} to equal 200`);
    const isHtml = got.type === 'text/html';
    const type = isHtml ? failed("expected 'text/html' to equal 'application/json'") : ('passed' as const);
    return [sent(id, { answer: got }), judged(id, STATUS, status), judged(id, TYPE, type)];
  });
  const requests = ids.map((id) => planned(id, { assertions: [assertion(STATUS), assertion(TYPE)] }));
  return toVerdict([started(requests), ...events, finished], { live: true });
}

describe('the first cause, where the whole API answers', () => {
  it.each([
    {
      what: '404',
      answers: [answer(404), answer(404)],
      want: 'Every response is 404: is the path of the base URL right?',
    },
    {
      what: 'with redirects',
      answers: [answer(302), answer(301)],
      want: 'Every response is a redirect (302), which no run follows: is the base URL right?',
    },
    {
      what: 'with HTML',
      answers: [answer(200, { type: 'text/html' }), answer(200, { type: 'text/html' })],
      want: 'Every response is a page of HTML: is it one to log in, or is the path of the base URL wrong?',
    },
  ])('$what', ({ answers, want }) => {
    const verdict = verdictOf(answers);
    const [first] = toCauses(verdict);
    expect(verdict.exitCode).toBe(EXIT.broken);
    expect(first).toMatchObject({ title: want, hints: [expect.stringContaining('doctor')] });
  });

  it.each([
    { what: 'one response is another', answers: [answer(404), answer(404), answer(200)] },
    { what: 'one is HTML', answers: [answer(200, { type: 'text/html' }), answer(200, { type: 'application/json' })] },
    { what: 'there is one response', answers: [answer(404)] },
    { what: 'nothing is red', answers: [answer(200), answer(200)] },
  ])('is another where $what', ({ answers }) => {
    expect(verdictOf(answers).problems).toEqual([]);
  });
});

describe('a failure of the server', () => {
  it.each([
    { body: '{"title":"Out of order","detail":"No disk.","status":500}', want: 'Out of order: No disk.' },
    { body: '{"message":"boom"}', want: 'boom' },
    { body: '{"error":"boom"}', want: 'boom' },
    { body: '{"error":{"message":"boom"}}', want: 'boom' },
    { body: '{"code":7}', want: '{"code":7}' },
    { body: ' a\n  text ', want: 'a text' },
    { body: ' ', want: undefined },
    { body: 'x'.repeat(9_000), want: `${'x'.repeat(2_000)}…` },
  ])('says $want', ({ body, want }) => {
    expect(cutSaid(saidIn(body) ?? '')).toBe(want ?? '');
  });

  it('is told with what was expected, and what the server says, without secrets and in 200 characters', async () => {
    const redactor = createRedactor([{ name: 'key', value: 'hush-hush' }]);
    const said = `\u001b[2J<b>boom</b> at hush-hush ${'y'.repeat(300)}`;
    const event = cleanEvent(sent('r0', { answer: answer(500, { said }) }), redactor);
    const { answer: clean } = event as { answer: Answered };
    const verdict = verdictOf([clean, answer(200)]);
    const [first] = toCauses(verdict);
    expect(first?.title).toBe('The server responds with 500 instead of 200');
    expect(first?.hints[0]).toMatch(/^The server says: .*<b>boom<\/b> at <key> y+…$/s);
    expect(Array.from(first?.hints[0] ?? '').length).toBeLessThan(230);
    const formats = Object.keys(FORMATS) as Format[];
    const texts = await Promise.all(formats.map(async (format) => [format, await FORMATS[format](verdict)] as const));
    const style = { columns: 80, color: false };
    for (const [format, text] of [...texts, ['terminal', toTerminalReport(verdict, style)] as const]) {
      if (format === 'codequality') continue;
      expect(text, format).toContain('boom');
      expect(text, format).not.toContain('hush');
      expect(text, format).not.toContain('\u001b');
      if (format === 'html' || format === 'junit') expect(text, format).not.toContain('<b>');
    }
  });
});
