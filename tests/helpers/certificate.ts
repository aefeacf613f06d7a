/** A certificate of its own for a TLS server on this machine, which Node cannot make by itself. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** PEM texts for `https.createServer`. The certificate is also its own authority. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** A tag, a length and a value, as DER writes them. https://www.itu.int/rec/T-REC-X.690 */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const bytes = [value.length & 0xff, value.length >> 8];
  const length =
    value.length < 128
      ? [value.length]
      : value.length < 256
        ? [0x81, value.length]
        : [0x82, bytes[1] ?? 0, bytes[0] ?? 0];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

const SEQUENCE = 0x30;
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'latin1'));
const ECDSA_WITH_SHA256 = der(SEQUENCE, oid('2a8648ce3d040302'));
const SUBJECT_ALTERNATIVE_NAME = oid('551d11');
const COMMON_NAME = oid('550403');

/** A certificate for `localhost` and 127.0.0.1, or for another name. https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
export function certify({ name = 'localhost', until = '20491231235959Z' } = {}): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, text(0x0c, name))));
  const names = der(
    SEQUENCE,
    text(0x82, name),
    ...(name === 'localhost' ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : []),
  );
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    subject,
    der(SEQUENCE, text(0x18, '20200101000000Z'), text(0x18, until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(0x04, names)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const whole = der(SEQUENCE, body, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}
