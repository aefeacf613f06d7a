/** Texts that are cut for a report, with a secret across the place where they are cut. */
import { expect, it } from 'vitest';
import { cleanEvent } from '../../src/run/clean.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { saidIn } from '../../src/run/said.ts';

const SECRET = 'S3cr+/=&%"<-Zq9xLong';

/** How a server may write a secret. */
const FORMS = {
  itself: SECRET,
  HTML: SECRET.replace('&', '&amp;').replace('"', '&#34;').replace('<', '&lt;'),
  'percent-encoding in lower case': encodeURIComponent(SECRET).replace(/%../g, (triple) => triple.toLowerCase()),
  base64: Buffer.from(SECRET).toString('base64'),
  'Basic credentials': Buffer.from(`some-id:${SECRET}`).toString('base64'),
};

const redactor = createRedactor([{ name: 'pw', value: SECRET }]);

function cleanSaid(body: string): string {
  const said = saidIn(body);
  const answer = { kind: 'answered', status: 500, text: 'Error', ms: 1, bytes: 1, ...(said && { said }) } as const;
  const about = { itemId: 'a', attempt: 1, name: 'A', folder: [], method: 'GET', url: '', unresolved: [], curl: '' };
  const event = cleanEvent({ kind: 'request', ...about, answer }, redactor);
  return event.kind === 'request' && event.answer.kind === 'answered' ? (event.answer.said ?? '') : '';
}

it.each(Object.entries(FORMS))('what a server says is cut after a secret as %s is taken out', (_, form) => {
  for (let left = 1; left < form.length; left++) {
    const before = `${'e'.repeat(1_999 - left)} `;
    const said = cleanSaid(`${before}${form} and more ${'e '.repeat(100)}`);
    expect(said.slice(before.length)).toMatch(/^(?:<pw>[ admnore]*|<(?:pw?)?)?…$/);
  }
});

it.each(Object.entries(FORMS))('a huge text of secrets as %s has no beginning of one at its end', (_, form) => {
  for (const more of ['', 'e', 'ee eee']) {
    const said = cleanSaid(`${more}${form} `.repeat(9_000));
    expect(said.replaceAll('<pw>', '').replace(/<p?w?…?$/, '')).toMatch(/^[e .…(0-9a-z]*\)?…?$/);
    expect(said).not.toMatch(/S3c|UzNj|%2[bf]/);
  }
});
