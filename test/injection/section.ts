import type { Section } from '../support/section.ts';
import { attempts } from './harness/attempts.ts';

const count = String(attempts.length);

/** For the page that says how much was tried; the first of these tests counts them. */
export const injectionSection: Section = {
  order: 22,
  title: 'Injection',
  about:
    'Each attempt is a text that a parser on the way could take for its own, in a place of its own. All are tried at each boundary, in every run; none passes.',
  columns: ['Boundary', 'Attempts', 'What holds'],
  rows: [
    ['YAML of the databag', count, 'Juju reads back the value, or is given nothing'],
    ['databag', count, 'the provider reads paths that the config names, and no other key'],
    [
      'director configuration',
      count,
      'each path is one line of its own, also to the real director',
    ],
    ['shell', count, 'nothing is run; a script is written as it is set'],
    ['arguments of hook tools', count, 'a value is one argument, and never a flag'],
    ['status', count, 'one printable line with the charm’s own consequence'],
    ['log', count, 'printable lines of the charm’s own'],
    ['results of the action check', count, 'the charm’s own keys, one line for each finding'],
  ],
};
