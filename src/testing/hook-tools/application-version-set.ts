import { refuseMore } from './arguments.ts';
import { misuse } from './error.ts';
import type { Tool } from './tool.ts';

export const applicationVersionSet: Tool = {
  flags: {},
  run({ model }, { positional }) {
    const [version, ...more] = positional;
    if (version === undefined) throw misuse('no version specified');
    refuseMore(more);
    model.workloadVersion = version;
    return '';
  },
};
