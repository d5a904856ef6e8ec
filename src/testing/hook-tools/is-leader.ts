import { refuseMore } from './arguments.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

export const isLeader: Tool = {
  flags: formatFlag,
  run(context, args) {
    const write = formatter(args);
    refuseMore(args.positional);
    return write(context.isLeader);
  },
};
