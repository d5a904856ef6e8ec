import { tiny } from './tiny.ts';

/** Reads an entry of each kind: named, and a glob with a literal, a match here and one elsewhere. */
export const reader = tiny('reader', {
  read({ draft }) {
    const pattern = { text: '/g/*', here: ['/g/here'], elsewhere: ['/g/there'] };
    draft.entries = [
      { value: '/named', line: 1, paths: ['/named'] },
      {
        value: '{/literal,/g/*}',
        line: 1,
        paths: ['/literal', '/g/here'],
        glob: { literals: ['/literal'], patterns: [{ ...pattern, isUnanswered: false }] },
      },
    ];
    draft.scripts = [{ option: 'run', content: 'x', path: '/opt/run' }];
  },
});

/** All that it asks for. */
export const all = ['/named', '/g/here', '/g/there', '/literal'];
