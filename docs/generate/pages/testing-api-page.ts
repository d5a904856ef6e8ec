import { apiPage } from './api-page.ts';

/** `docs/reference/testing-api.md`, from `src/testing/index.ts`. */
export function testingApiPage(): string {
  return apiPage(
    'src/testing/index.ts',
    `# Testing API

What \`import { ... } from 'backup-integrator/testing'\` gives: suites of the rules that each part of a charm keeps, and the
Juju model that they run in. A suite takes the \`describe\` and \`it\` of Vitest or of \`node:test\`.`,
    [
      { title: 'Contracts', from: ['src/testing/contracts/'] },
      { title: 'The Juju model', from: ['src/testing/model/', 'src/testing/run/single-hook.ts'] },
      { title: 'How a charm is run', from: ['src/testing/'] },
    ],
  );
}
