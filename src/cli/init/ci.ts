/** The files for CI that `init` writes: two steps on each change, and what to add for production. */

/** They read postman-contract.yaml. `secrets`: the names of the credentials in the environment. */
export function githubWorkflow(secrets: readonly string[]): string {
  const env = secrets.map((name) => `  #         ${name}: \${{ secrets.${name} }}\n`).join('');
  return `# Is the collection up to date, and does the suite hold on the reference server? Written by \`postman-contract init\`.
name: Contract

on:
  push:
  pull_request:
  workflow_dispatch:

permissions:
  contents: read

jobs:
  contract:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - run: npm ci
      - run: npx --no-install postman-contract check
      - run: npx --no-install postman-contract run
      - name: Keep the reports
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v5
        with:
          name: reports
          path: reports
          if-no-files-found: ignore

  # Does the API itself keep the contract? Give the environment "production" the secrets, and uncomment. Pull requests from forks must not
  # get secrets.
  # production:
  #   if: \${{ github.event_name != 'pull_request' }}
  #   runs-on: ubuntu-latest
  #   environment: production
  #   timeout-minutes: 15
  #   steps:
  #     - uses: actions/checkout@v5
  #     - uses: actions/setup-node@v5
  #       with:
  #         node-version: 22
  #     - run: npm ci
  #     - run: npx --no-install postman-contract run --target production
${env === '' ? '' : `  #       env:\n${env}`}`;
}

export function gitlabPipeline(secrets: readonly string[]): string {
  const names = secrets.length > 0 ? ` (${secrets.join(', ')}, as protected variables)` : '';
  return `# Is the collection up to date, and does the suite hold on the reference server? Written by \`postman-contract init\`.
contract:
  image: node:22-slim
  timeout: 10 minutes
  script:
    - npm ci
    - npx --no-install postman-contract check
    - npx --no-install postman-contract run
  artifacts:
    when: always
    paths: [reports/]
    reports:
      junit: reports/*.junit.xml

# Does the API itself keep the contract? Set the secrets${names}, and uncomment.
# contract-production:
#   image: node:22-slim
#   timeout: 15 minutes
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - npm ci
#     - npx --no-install postman-contract run --target production
#   retry:
#     max: 1
#     exit_codes: [4]
`;
}
