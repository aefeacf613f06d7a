import type { Entry } from '../contract/types.ts';
import { mayWriteUnsafely } from '../contract/unsafe-reads.ts';
import { assertNever } from '../core/errors.ts';
import { COPIED_OUT, MARKERS, type Marker, NOTE, STATEMENTS } from '../core/protocol.ts';
import { authorizationOf, chosenRequirement } from '../model/chosen-security.ts';
import { answersOf, hasStatus, mustBeRefused } from '../rules/answers.ts';
import type { Capture } from '../rules/request.ts';
import type { Assertion } from '../rules/rule.ts';
import { REAL_SERVER } from '../rules/run-variables.ts';
import { arrowFunction, comment, identifiers, joined, js, paragraphs, type Script } from '../rules/script.ts';
import { LIBRARY_NAMES } from '../sandbox/library.ts';
import type { About, Refused, WantedValue } from '../sandbox/request-data.ts';

/** The other parts of a test script. */
export interface TestParts {
  /** Schema definitions and list meanings that only this request needs. */
  readonly own: Script;
  /** The data about the request for functions of the library, if they need it. */
  readonly about: About | undefined;
}

/**
 * The test script of a request: its markers, the library functions that it calls, and one statement for each assertion. Each
 * statement begins a line with `pm.test(`, `testFor(`, `testAsSent(`, `testListed(`, `compare(` or `capture(` and the title: a runner reads the planned
 * assertions from these lines.
 */
export function toTestScript({ request, assertions }: Entry, { own, about }: TestParts): Script {
  const statements = paragraphs([
    ...assertions.map((assertion) => toStatement(assertion, about)),
    ...(assertions.some(({ form }) => form === 'compare') ? [js`runComparisons();`] : []),
    ...toNotes(request),
    ...toCaptures(request.captures),
  ]);
  const markers = markersOf(request).map((marker) => comment(MARKERS[marker]));
  return joined([
    joined([...markers, ...usingLibrary(statements, about ?? refusedData(request))], 0),
    ...(own.text === '' ? [] : [own]),
    statements,
  ]);
}

/**
 * The line that gets the library functions of a script from the factory in the collection's pre-request script. It also does what is done
 * after each response, such as sending the request again after a 429: a script without functions calls it for that alone.
 */
function usingLibrary(script: Script, about?: About | Refused): readonly Script[] {
  const names = libraryNamesIn(script);
  if (names.length === 0) return script.text === '' ? [] : [js`typeof contract === 'undefined' || contract(pm);`];
  const factory = about === undefined ? js`contract(pm)` : js`contract(pm, ${about})`;
  return [
    joined(
      [
        js`typeof contract === 'undefined' && pm.test(${COPIED_OUT}, () => contract);`,
        js`const { ${identifiers(names)} } = ${factory};`,
      ],
      0,
    ),
  ];
}

/** A script, after a line that gets the library functions that it calls. */
export function withLibrary(script: Script): Script {
  const names = libraryNamesIn(script);
  return names.length === 0 ? script : joined([js`const { ${identifiers(names)} } = contract(pm);`, script], 0);
}

/** The functions of the library that a script calls. */
export function libraryNamesIn({ names }: Script): readonly string[] {
  return [...names].filter((name) => LIBRARY_NAMES.has(name)).toSorted();
}

/** That the token of a request is right, where the server must say 401: no other one is fetched then. */
function refusedData({ operation, credentials: { kind }, expected }: Entry['request']): Refused | undefined {
  const hasToken = authorizationOf(operation)?.kind === 'client-credentials' && SENDS_TOKEN.includes(kind);
  const isMeant = mustBeRefused({ expected }) && answersOf({ expected }).some((answer) => hasStatus(answer, 401));
  return hasToken && isMeant ? { refused: true } : undefined;
}

const SENDS_TOKEN = ['inherited', 'without-api-key', 'wrong-api-key'];

function markersOf(request: Entry['request']): readonly Marker[] {
  return [
    ...(mustBeRefused(request) ? (['must-be-refused'] as const) : []),
    ...(request.mayHarm ? (['may-harm'] as const) : []),
    ...(mayWriteUnsafely(request.operation) ? (['may-write'] as const) : []),
    ...(request.afterWrites ? (['after-writes'] as const) : []),
    ...(request.endpoint === undefined ? [] : (['asks-for-token'] as const)),
    ...(sendsOtherCredential(request) ? (['sends-credential'] as const) : []),
    ...(request.mayLockOut ? (['may-lock-out'] as const) : []),
  ];
}

/** Whether only the description knows that a request sends a credential: an API key, or the certificate of the client. */
function sendsOtherCredential({ operation, credentials }: Entry['request']): boolean {
  if (credentials.kind !== 'inherited' || authorizationOf(operation)) return false;
  const needs = chosenRequirement(operation)?.needs ?? [];
  return needs.some(({ scheme: { kind } }) => kind === 'api-key' || kind === 'mutual-tls');
}

/** An assertion as a statement of its request's script. */
function toStatement({ title, form, reads, anyOrder, statuses, script }: Assertion, about: About | undefined): Script {
  const call = identifiers([STATEMENTS[form]]);
  switch (form) {
    case 'test':
    case 'testAsSent':
    case 'testListed':
      return js`${call}(${title}, ${arrowFunction([], script)});`;
    case 'testFor':
      return js`${call}(${title}, ${statuses}, ${arrowFunction([], script)});`;
    case 'compare':
      return anyOrder && about?.unordered
        ? js`${call}(${title}, ${reads}, ${arrowFunction(['response', ...reads], script)}, true);`
        : js`${call}(${title}, ${reads}, ${arrowFunction(['response', ...reads], script)});`;
    case 'capture':
      return js`${call}(${title}, ${script});`;
    default:
      return assertNever(form);
  }
}

/** Remarks for the reader of a report, which are no assertions. */
function toNotes({ endpoint, noted, deletedBy }: Entry['request']): readonly Script[] {
  if (endpoint === 'discovery') return [js`noteIssuer();`];
  if (deletedBy !== undefined) {
    const note = `${NOTE}the item is still there, although ${deletedBy} was a success before`;
    // The data of the reference server do not change.
    return [js`if (pm.response.code < 300 && pm.variables.get(${REAL_SERVER}) !== '') pm.test.skip(${note});`];
  }
  return noted ? [js`noteTokenResponse(${noted});`] : [];
}

/** No segment of a URL is decoded to this text: no `Location` is accepted where nothing says which path it must be of. */
const NO_SEGMENT = '{}/';

function toTagCapture({ variable, isShown }: Extract<Capture, { kind: 'entity-tag' }>): Script {
  return isShown
    ? js`keep(${variable}, pm.response.headers.get('ETag') || '*', true);`
    : js`keep(${variable}, '*', true);`;
}

/** The values that are stored without an assertion, because the description does not require them. */
function toCaptures(captures: readonly Capture[]): readonly Script[] {
  const values = captures.flatMap((capture): WantedValue[] => {
    if (capture.kind !== 'filter-value') return [];
    const { variable, member, as, exact } = capture;
    return [{ variable, member, as, ...(exact && { exact }) }];
  });
  const others = captures.flatMap((capture): readonly Script[] => {
    switch (capture.kind) {
      case 'member':
      case 'filter-value':
        return [];
      case 'sent':
        return [js`if (pm.response.code < 300) pm.variables.set(${capture.variable}, 'yes');`];
      case 'token':
        return [js`captureToken();`];
      case 'token-url':
        return [js`captureTokenUrl();`];
      case 'unknown-scope':
        return [js`captureUnknownScope();`];
      case 'small-token':
        return [js`captureSmallToken(${capture.variable}, ${capture.needed});`];
      case 'created': {
        const { variable, body = '', parent = NO_SEGMENT, only201 } = capture;
        const isOther = only201 ? [js`if (pm.response.code !== 201) keep(${variable}, '');`] : [];
        return [js`captureCreated(${variable}, ${body}, ${parent});`, ...isOther];
      }
      case 'entity-tag':
        return [toTagCapture(capture)];
      case 'last-id':
        return [js`captureLastId(${capture.variable});`];
      case 'middle-value':
        return [js`captureMiddle(${capture.variable}, ${capture.member}, ${capture.order}, ${capture.as});`];
      default:
        return assertNever(capture);
    }
  });
  const all = [...(values.length > 0 ? [js`captureFilterValues(${values});`] : []), ...others];
  return all.length === 0 ? [] : [joined([js`// Store values for later requests.`, ...all], 0)];
}
