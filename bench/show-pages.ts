/** Screenshots of the page of a run: `npm run docs:pages` writes docs/page-*.png. Needs Debian's `chromium`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { call } from './reports/call.ts';
import { FAULTS } from './reports/faults.ts';
import { DESCRIPTION, type Fault, serveIncidents } from './reports/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const WINDOW = { width: 1100, height: 900 };

async function pageOf(name: string, fault?: Fault): Promise<string> {
  const { env, target, close } = await serveIncidents(fault);
  const path = join(folder, `${name}.html`);
  await call(['run', DESCRIPTION, '--target', target, '--moves', 'no', '--report', path], env);
  await close();
  return pathToFileURL(path).href;
}

const SHOTS: readonly {
  readonly name: string;
  readonly page: 'green' | 'red';
  readonly media?: Parameters<Page['emulateMedia']>[0];
}[] = [
  { name: 'green', page: 'green' },
  { name: 'red', page: 'red' },
  { name: 'dark', page: 'red', media: { colorScheme: 'dark' } },
  { name: 'print', page: 'red', media: { media: 'print' } },
];

const pages = { green: await pageOf('green'), red: await pageOf('red', FAULTS.at(-1)?.fault) };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const { name, page: url, media = {} } of SHOTS) {
    const page = await browser.newPage({ viewport: WINDOW });
    await page.emulateMedia({ colorScheme: 'light', ...media });
    await page.goto(pages[url]);
    await page.screenshot({ path: `docs/page-${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
