/** What the correct responses of a request are: successes or errors, and which of their media types is JSON. */
import { preferredJson } from '../core/media-types.ts';
import type { Response } from '../model/types.ts';
import type { ContractRequest, DocumentedAnswer } from './request.ts';

/** All correct responses, the most likely first. */
export function answersOf({
  expected,
}: Pick<ContractRequest, 'expected'>): readonly [DocumentedAnswer, ...DocumentedAnswer[]] {
  return [expected, ...(expected.or ?? [])];
}

/** Whether a status is that of a documented response, or in its class. */
export function hasStatus({ status }: DocumentedAnswer, code: number): boolean {
  return typeof status === 'number' ? status === code : status[0] === String(code)[0];
}

/** The correct response that documents a status: one for it alone before one for its class, which may document nothing. */
export function answerWith(
  request: Pick<ContractRequest, 'expected'>,
  code: number | undefined,
): DocumentedAnswer | undefined {
  const fitting = answersOf(request).filter((answer) => code !== undefined && hasStatus(answer, code));
  return fitting.find(({ status }) => status === code) ?? fitting[0];
}

/** Whether a documented response is a success (2xx). */
export function isSuccessAnswer({ status }: DocumentedAnswer): boolean {
  return String(status).startsWith('2');
}

/** Whether a documented response is an error: neither a success nor a redirect. */
export function isRefusalAnswer({ status }: DocumentedAnswer): boolean {
  return /^[45]/.test(String(status));
}

/** Whether the expected response is an error. */
export function isRefusal({ expected }: Pick<ContractRequest, 'expected'>): boolean {
  return isRefusalAnswer(expected);
}

/** Whether the expected response is a success (2xx). */
export function isSuccess({ expected }: ContractRequest): boolean {
  return isSuccessAnswer(expected);
}

/**
 * Whether the server must refuse the request: every correct response is a 4xx, or has causes, as an error in the body of a success, a redirect
 * to a login page and a 501 have.
 */
export function mustBeRefused({ expected }: Pick<ContractRequest, 'expected'>): boolean {
  return answersOf({ expected }).every(({ status, causes }) => String(status).startsWith('4') || causes !== undefined);
}

/** The JSON media type of a response, if it has one: one with a name before a range, or a range in which JSON is meant. */
export function jsonOf({ media }: Response) {
  return preferredJson(media);
}

/** As `jsonOf`, where the body is asserted: a redirection may have another body, or none. RFC 9110, section 15.4. */
export function assertedJson({ status, response }: DocumentedAnswer) {
  return String(status).startsWith('3') ? undefined : jsonOf(response);
}

/** The JSON media type of the expected response, if it has one. */
export function jsonMedia({ expected }: ContractRequest) {
  return jsonOf(expected.response);
}
