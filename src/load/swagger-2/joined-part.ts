/**
 * Marks an encoding whose array is one part of a multipart body, `a,b`, as Swagger 2.0 has it. OpenAPI 3.0, to which 2.0 is upgraded,
 * cannot say it: its parts have no styles. https://spec.openapis.org/oas/v2.0.html#parameter-object `collectionFormat`
 */
export const JOINED_PART = 'x-joined-part';
