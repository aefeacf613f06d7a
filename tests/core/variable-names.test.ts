import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isReservedName,
  ownEnvNames,
  toCredentialName,
  toEnvName,
  toVariableName,
} from '../../src/core/variable-names.ts';

describe('the name of a variable', () => {
  it.each([
    { name: 'order_id', want: 'order_id' },
    { name: 'API-KEY', want: 'API-KEY' },
    { name: 'größe.v2', want: 'größe.v2' },
    { name: 'base_url', want: 'base_url_value' },
    { name: 'base_url_value', want: 'base_url_value_value' },
    { name: 'access_token_of_mine', want: 'access_token_of_mine_value' },
    { name: 'constructor', want: 'constructor_value' },
    { name: '__proto__', want: '__proto___value' },
    { name: 'Key', want: 'Key_value', credentials: ['Key'] },
  ])('for $name is $want', ({ name, want, credentials = [] }) => {
    expect(toVariableName(name, credentials)).toBe(want);
  });

  it.each([
    '{{client_secret}}',
    '$guid',
    'vault:secret',
    'a b',
    'a\nb',
    '',
    '.',
    'x'.repeat(300),
    '\u2028',
    '__proto__ ',
  ])('for %j has letters, digits and marks that mean nothing to Postman', (name) => {
    expect(toVariableName(name)).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,100}$/u);
    expect(isReservedName(toVariableName(name))).toBe(false);
  });

  it('is another one for another name, never one of ours, and the same each time', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('a b', 'a_b', 'a-b', '{a}', 'password', 'password_value', 'toString'),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(toVariableName(one)).toBe(toVariableName(one));
        expect(toVariableName(one) === toVariableName(other)).toBe(one === other);
        expect(isReservedName(toVariableName(one)) && toVariableName(one) === one).toBe(false);
      }),
    );
  });
});

describe('the name of a variable in an environment', () => {
  it.each([
    { variable: 'API-KEY', want: 'API_KEY' },
    { variable: 'apiKey', want: 'API_KEY' },
    { variable: 'openId', want: 'OPEN_ID' },
    { variable: '2fa', want: '_2FA' },
    { variable: '', want: '_' },
  ])('of "$variable" is $want', ({ variable, want }) => {
    expect(toEnvName(variable)).toBe(want);
  });
});

describe('the variable of a credential', () => {
  it.each([
    // Two names that an environment cannot tell apart, and names that would read a variable of ours or of another program.
    { names: ['apiKey', 'api_key', 'API-KEY'], want: ['apiKey', 'api_key_2', 'API-KEY_3'] },
    { names: ['clientId'], want: ['clientId_2'] },
    { names: ['path', 'aws_secret_access_key'], want: ['credential_path', 'credential_aws_secret_access_key'] },
    { names: ['ключ'], want: ['credential_ключ'] },
  ])('of $names is $want', ({ names, want }) => {
    const taken = ownEnvNames();
    expect(names.map((name) => toCredentialName(name, taken))).toEqual(want);
  });
});
