/** What the exit codes mean: `--help`, the README and docs/ci say the same, which a test compares. */
export const EXIT_CODES: readonly (readonly [codes: string, meaning: string])[] = [
  ['0', 'the contract holds; the files are up to date'],
  [
    '1',
    'the contract is broken; a mutant survived; files are out of date; a gate was not passed; an action of an overlay matches nothing',
  ],
  [
    '2',
    'wrong command line; an env file, a collection or a report that it names is missing; an output would overwrite an input; reports that cannot be merged',
  ],
  ['3', 'the description has errors'],
  [
    '4',
    'could not run, or could not judge: network, port, credentials (also where the server refused all of them), token, time limit, no response, a response above a limit, a file that cannot be written, nothing that may succeed was judged',
  ],
  ['70', 'a bug of postman-contract: please report it'],
  ['130, 143', 'stopped by Ctrl-C, by SIGTERM; reports of what was sent are written'],
];
