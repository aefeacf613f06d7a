/** The config that is read from the working folder. */
export const CONFIG_FILE = 'postman-contract.yaml';
