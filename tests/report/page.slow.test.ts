/** The pages of a run and of a proof in a real browser: what it requests and runs, how it looks, and what axe says of it. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toProofPage } from '../../src/prove/proof-page.ts';
import { toCauses } from '../../src/report/causes.ts';
import type { Reported } from '../../src/report/notes.ts';
import { toPage } from '../../src/report/page.ts';
import type { RequestVerdict } from '../../src/run/judge-request.ts';
import { folderWith } from '../helpers/folder.ts';
import { killed, mutant, proof, survived } from '../prove/support.ts';
import { green, hostile, hostileVerdict, red, reported } from './support.ts';

const CHROMIUM = '/usr/bin/chromium';

const ATTACK = `"><img src=x onerror="fetch('http://127.0.0.1:9/')"><script>document.title='owned'</script><style>*{display:none}</style>${hostile}`;

/** Every text of a run is an attack. */
const attacked: Reported = {
  ...JSON.parse(JSON.stringify(reported), (key, value) =>
    typeof value === 'string' && ['name', 'title', 'message', 'value', 'label', 'path', 'why', 'curl'].includes(key)
      ? ATTACK
      : value,
  ),
  notices: [ATTACK],
  notes: [ATTACK],
};

/** A run of 5,000 requests, every fifth of which fails. */
function largeRun(size = 5_000): Reported {
  const [first] = red.requests;
  if (!first) throw new Error('no request');
  const requests = Array.from({ length: size }, (_, index): RequestVerdict => {
    const ok = index % 5 !== 0;
    const outcome = ok
      ? ({ kind: 'passed' } as const)
      : ({ kind: 'failed', message: `expected ${index} to equal 0` } as const);
    const assertions = Array.from({ length: 10 }, (__, at) => ({
      name: `Assertion ${at}`,
      form: 'test' as const,
      planned: true,
      outcome,
    }));
    return {
      ...first,
      id: String(index),
      name: `Request ${index} with a name as long as names of requests are`,
      folder: ['Contract', `Folder ${Math.floor(index / 100)}`],
      ok,
      problems: [],
      assertions,
      answer: { kind: 'answered', status: 200, text: 'OK', ms: 1 + ((index * 7919) % 900), bytes: 10 },
    };
  });
  const large = { ...red, requests, problems: [] };
  return { ...large, causes: toCauses(large), ...(reported.coverage && { coverage: reported.coverage }) };
}

const PAGES = {
  'a green run': () => toPage(green),
  'a red run': () => toPage(reported),
  'a run with hostile texts': () => toPage(hostileVerdict),
  'a run of attacks': () => toPage(attacked),
  'a run of 200 requests': () => toPage(largeRun(200)),
  'a proof': () =>
    toProofPage(proof([killed(), killed({ rule: 'headers' }), survived({ rule: 'headers' })], { title: hostile })),
  'a proof that is whole': () => toProofPage(proof([{ ...killed(), mutant: mutant({ rule: 'status' }) }])),
} as const;

let browser: Browser;

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) throw new Error(`These tests need Chromium at ${CHROMIUM}: apt-get install chromium`);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterAll(() => browser?.close());

/** The page in a browser, with what it requested and what dialogs it opened. */
async function opened(html: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const file = join(await folderWith(), 'page.html');
  await writeFile(file, html);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => errors.push(message.text()));
  page.on('dialog', (dialog) => errors.push(dialog.message()));
  await page.goto(url);
  return { page, requests: requests.filter((one) => one !== url), errors, close: () => context.close() };
}

async function open(page: Page) {
  await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
}

describe.each(Object.entries(PAGES))('%s', (_, make) => {
  const html = make();

  it('requests nothing, runs nothing and shows its heading', async () => {
    const { page, requests, errors, close } = await opened(html);
    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('script, img, iframe, link').count()).toBe(0);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds, in the %s theme', async (colorScheme) => {
    const { page, close } = await opened(html, { colorScheme, bypassCSP: true });
    await open(page);
    await page.addScriptTag({ content: axe.source });
    const violations = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))',
    );
    expect(violations).toEqual([]);
    await close();
  });

  it('is as wide as a telephone', async () => {
    const { page, close } = await opened(html, { viewport: { width: 360, height: 740 } });
    await open(page);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
    await close();
  });
});

it('prints what is folded', async () => {
  const { page, close } = await opened(toPage(reported));
  const list = page.locator('#operation-1 li').first();
  expect(await list.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await list.isVisible()).toBe(true);
  await close();
});

it('can be read by keyboard: links, folded parts and wide tables take the focus', async () => {
  const { page, close } = await opened(toPage(reported));
  const reached = new Set<string>();
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    reached.add(String(await page.evaluate('document.activeElement.tagName')));
  }
  expect([...reached]).toEqual(expect.arrayContaining(['A', 'SUMMARY', 'DIV']));
  await close();
});

it('a run of 5,000 requests has a page that opens', async () => {
  const html = toPage(largeRun());
  expect(Buffer.byteLength(html)).toBeLessThan(20_000_000);
  const { page, requests, close } = await opened(html);
  expect(requests).toEqual([]);
  await page.locator('a[href="#requests"]').click();
  expect(await page.locator('.requests tbody tr').count()).toBe(5_000);
  expect(await page.locator('.cause').count()).toBe(10);
  await close();
});
