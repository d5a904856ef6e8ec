import { apiPage } from './api-page.ts';
import { refusals } from './refusals.ts';

/** `docs/reference/plugin-api.md`, from `src/index.ts`. */
export function pluginApiPage(): string {
  return apiPage(
    'src/index.ts',
    `# Plugin API

What \`import { ... } from 'backup-integrator'\` gives. [backup-integrator/testing](testing-api.md) has the Juju model and
the contracts that plugins and relation formats keep; nothing else of the package can be imported. How a fork puts all of
it to use: [make a fork](../how-to/fork-the-charm.md).`,
    [
      {
        title: 'The charm and its list',
        from: [
          'src/core/charm.ts',
          'src/core/plugin-list.ts',
          'src/plugins/standard.ts',
          'src/run.ts',
        ],
      },
      {
        title: 'Hooks',
        from: ['src/core/hooks/'],
        text: `They are [tapable](https://github.com/webpack/tapable) hooks. \`tap\` takes a synchronous function, \`tapPromise\` one that
returns a promise; \`intercept\` works but for \`register\`. What a plugin is given works until its turn is over.

| stage of \`validateConfig\` | what a plugin does there |
| --- | --- |
| \`stages.read\` (-100) | fills the draft |
| \`stages.judge\` (0, also without a stage) | judges it. The draft is frozen, all the way down, before the first such tap |
| \`stages.format\` (100) | judges what a relation format can carry |

A tap runs in the order of its stage, then of the list. \`before\` names a tap of the same stage, from earlier in the list.

What a plugin throws in \`validateConfig\` becomes a problem with its name, and the next plugin runs. Elsewhere it ends the
hook with one line. What tapable would let pass in silence is refused:

${refusals()}`,
      },
      { title: 'Draft, spec and relation format', from: ['src/core/spec/'] },
      { title: 'Findings and problems', from: ['src/core/problems/'] },
      { title: 'Config and relations', from: ['src/core/juju/'] },
      { title: "A unit's disk", from: ['src/core/unit/'] },
      { title: 'Scripts that an action runs', from: ['src/core/process/'] },
      { title: 'Validators', from: ['src/core/validators/'] },
      {
        title: 'Plugins and formats that come with the charm',
        from: ['src/plugins/'],
        text: 'What they do in the charm, in their order: [plugins](plugins.md).',
      },
    ],
  );
}
