import path from 'node:path';

const build = path.resolve(import.meta.dirname, '../../../build');

/** The same charm on both of its runtimes, built by `npm run test:faults`. */
export const runtimes = {
  'the compiled executable': path.join(build, 'standard'),
  Node: path.join(build, 'standard-node'),
} as const;

export type Runtime = keyof typeof runtimes;

export const runtimeNames: readonly Runtime[] = ['the compiled executable', 'Node'];
