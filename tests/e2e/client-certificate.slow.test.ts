/** A server that asks for a client certificate (mutual TLS), with certificates of our own. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { document, operation } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';
import { BIN } from '../setup/compiled.ts';
import { runNode } from './helpers.ts';

const api = document({
  paths: { '/a': { get: operation({ security: [{ Tls: [] }] }) } },
  components: { securitySchemes: { Tls: { type: 'mutualTLS' } } },
});

/** A key and a certificate for this machine, signed by itself. */
function makeCertificate(folder: string, name: string) {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-days', '2', '-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], { stdio: 'ignore' });
  return { key, certificate };
}

it.each(['newman', 'postman'])('is green with it, and cannot be judged without it, in %s', async (client) => {
  const folder = await folderWith({ 'api.json': JSON.stringify(api) });
  const [ofServer, ofClient] = [makeCertificate(folder, 'server'), makeCertificate(folder, 'client')];
  const files = [ofServer.key, ofServer.certificate, ofClient.certificate];
  const [key, cert, ca] = await Promise.all(files.map((file) => readFile(file)));
  const options = { key, cert, ca, requestCert: true, rejectUnauthorized: true };
  const server = createServer(options, (_, response) => response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const command = [BIN, 'run', join(folder, 'api.json'), '--target', url, '--client', client];
  const env = { NODE_EXTRA_CA_CERTS: ofServer.certificate };
  const certificate = ['--client-cert', ofClient.certificate, '--client-key', ofClient.key];
  const [without, withIt, wrong] = await Promise.all([
    runNode(command, { env }),
    runNode([...command, ...certificate], { env }),
    runNode([...command, '--client-cert', ofServer.certificate, '--client-key', ofServer.key], { env }),
  ]);
  expect(without).toMatchObject({ code: 4, stderr: expect.stringContaining('"Tls" needs a client certificate') });
  expect(withIt, withIt.stdout + withIt.stderr).toMatchObject({ code: 0 });
  expect(wrong.code).toBe(4);
});
