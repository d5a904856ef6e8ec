import { refuseMore } from './arguments.ts';
import { failure, misuse } from './error.ts';
import type { Tool } from './tool.ts';

export const resourceGet: Tool = {
  flags: {},
  run({ model }, { positional }) {
    const [name, ...more] = positional;
    if (name === undefined || name === '') throw misuse('missing required resource name');
    refuseMore(more);
    const file = model.resources.get(name);
    if (file !== undefined) return file;
    throw failure(`could not download resource: resource#${model.application}/${name} not found`);
  },
};
