/** Begins the sentence that says what to do. */
export const NEXT_STEP = 'Run `postman-contract doctor` with the same options: it says ';
