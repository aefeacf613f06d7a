/** Values and variables by which a run and the scripts of a collection understand each other. */

/** An invalid API key. */
export const WRONG_KEY = 'invalid-api-key';

/** The variable that allows requests which may change data. Its value must be `yes`. */
export const MAY_WRITE = 'may_write';

/** The variable that says that all requests which may change data are sent. Its value must be `yes`. */
export const MAY_WRITE_ALL = 'may_write_all';

/** The variable that is empty for the reference server, with data that success criteria do not expect. Else its value is `yes`. */
export const REAL_SERVER = 'real_server';

/** The variable that says whether data may change during the run. Its value must be `yes`. */
export const MAY_MOVE = 'may_move';
