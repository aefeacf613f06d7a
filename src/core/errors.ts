/** Errors that users can fix, as data: each has a code, a place, a message and, where one is known, a hint. */

/** Exit codes of the command line, one for each kind of failure. `--help` lists them. */
export const EXIT = {
  ok: 0,
  broken: 1,
  usage: 2,
  refused: 3,
  unable: 4,
  bug: 70,
  /** 128 plus the signal number, as in shells. */
  interrupted: 130,
  terminated: 143,
} as const;

/** What the command line exits with: 0, 1 (the contract is broken), 2, 3, 4, 70, 130 or 143. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** All error codes, each with its exit code. */
export const ERROR_CODES = {
  'usage/unknown-command': EXIT.usage,
  'usage/bad-option': EXIT.usage,
  'usage/no-file': EXIT.usage,
  'usage/bad-report': EXIT.usage,
  'config/invalid': EXIT.usage,
  'file/not-found': EXIT.refused,
  'file/unreadable': EXIT.refused,
  'file/outside': EXIT.refused,
  'document/not-openapi': EXIT.refused,
  'document/unsupported-version': EXIT.refused,
  'document/syntax': EXIT.refused,
  'document/encoding': EXIT.refused,
  'document/no-operations': EXIT.refused,
  'document/wrong-type': EXIT.refused,
  'path/no-slash': EXIT.refused,
  'path/not-a-path': EXIT.refused,
  'path/identical': EXIT.refused,
  'path/unbalanced-brace': EXIT.refused,
  'path/undeclared-parameter': EXIT.refused,
  'path/unknown-parameter': EXIT.refused,
  'parameter/duplicate': EXIT.refused,
  'reference/not-found': EXIT.refused,
  'reference/not-an-object': EXIT.refused,
  'reference/remote': EXIT.refused,
  'reference/circular': EXIT.refused,
  'security/unknown-scheme': EXIT.refused,
  'security/unsupported': EXIT.unable,
  'server/unfilled-variable': EXIT.refused,
  'operation/duplicate-id': EXIT.refused,
  'operation/stream': EXIT.refused,
  'list/unknown-name': EXIT.refused,
  'list/not-an-array': EXIT.refused,
  'use-case/unknown-operation': EXIT.refused,
  'use-case/unsupported': EXIT.refused,
  'data/unknown-list': EXIT.refused,
  'overlay/not-an-overlay': EXIT.refused,
  'overlay/unsupported-version': EXIT.refused,
  'overlay/unknown-member': EXIT.refused,
  'overlay/bad-query': EXIT.refused,
  'overlay/bad-action': EXIT.refused,
  'overlay/incompatible': EXIT.refused,
  'overlay/too-large': EXIT.refused,
  'output/unwritable': EXIT.unable,
  'run/no-credentials': EXIT.unable,
  'run/no-client': EXIT.unable,
  'run/no-server': EXIT.unable,
  'run/short-secret': EXIT.unable,
  'run/unsendable': EXIT.unable,
  'serve/port-in-use': EXIT.unable,
  'serve/cannot-listen': EXIT.unable,
} as const satisfies Record<string, ExitCode>;

/** The code of an error that the user can fix, such as `path/no-slash`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** A location: a file and a JSON pointer (RFC 6901) in it. Lines and columns start at 1. */
export interface Place {
  readonly file?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One error that the user can fix. */
export interface Finding {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: Place;
  readonly hint?: string;
}

/** Thrown with all findings, so that the user can fix them in one pass. Printed without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly findings: readonly [Finding, ...Finding[]];

  constructor(first: Finding, ...more: readonly Finding[]) {
    super(first.message);
    this.findings = [first, ...more];
  }

  /** The exit code of the first finding, which is also printed first. */
  get exitCode(): ExitCode {
    return ERROR_CODES[this.findings[0].code];
  }
}

/**
 * Throw one `UserError` with all findings, if there are any. Duplicates are removed: several operations may reach the same
 * error.
 */
export function throwIfAny(findings: readonly Finding[]): void {
  const [first, ...more] = new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values();
  if (first) throw new UserError(first, ...more);
}

/** The message of anything thrown, which need not be an `Error`. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Closes a `switch` over a union: an unhandled member does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
