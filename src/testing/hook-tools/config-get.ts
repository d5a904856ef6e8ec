import { refuseMore } from './arguments.ts';
import { misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

export const configGet: Tool = {
  flags: { ...formatFlag, a: 'boolean', all: 'boolean' },
  run({ model }, args) {
    const write = formatter(args);
    const [key = '', ...more] = args.positional;
    const isAll = args.switches.has('a') || args.switches.has('all');
    if (key !== '' && isAll) {
      throw misuse(`cannot use argument --all together with key ${JSON.stringify(key)}`);
    }
    refuseMore(more);
    const { effective, options } = model.settings;
    if (key !== '') return write(Object.hasOwn(effective, key) ? effective[key] : null);
    if (!isAll) return write(effective);
    return write(Object.fromEntries(options.map((option) => [option, effective[option] ?? null])));
  },
};
