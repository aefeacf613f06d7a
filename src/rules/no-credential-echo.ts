import { isSuccess } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A refusal does not repeat the credentials that it refuses: it may end in somebody's log. */
export const noCredentialEcho = defineRule({
  id: 'no-credential-echo',
  summary: 'A refusal repeats none of the credentials of its request, neither in its body nor in its headers.',
  form: 'answer',
  applies: ({ request, model }) => {
    if (isSuccess(request)) return [];
    const keys = model.securitySchemes.flatMap((scheme) =>
      scheme.kind === 'api-key' && scheme.in === 'header' ? [scheme.parameter.toLowerCase()] : [],
    );
    return [['authorization', ...keys]];
  },
  title: () => 'The refusal repeats no credential',
  script: (names) => js`
    const answer = pm.response.text() + JSON.stringify(pm.response.headers);
    pm.request.headers.all().filter((header) => ${names}.includes(header.key.toLowerCase())).forEach((header) => {
      const secret = header.value.split(' ').pop();
      if (secret.length > 3 && answer.includes(secret)) pm.expect.fail('the answer repeats what was sent in ' + header.key);
    });
  `,
  helpers: [],
  violations: (names) => [
    {
      name: 'the credentials repeated',
      change: (answer, request) => {
        const sent = names
          .map((name) => request[name]?.split(' ').pop())
          .find((value) => value !== undefined && value.length > 3);
        return sent === undefined
          ? undefined
          : { ...answer, headers: { ...answer.headers, 'x-debug': `refused ${sent}` } };
      },
    },
  ],
});
