import { refuseMore } from './arguments.ts';
import { formatFlag, formatter } from './output.ts';
import { askedRelation, relationFlags } from './relation-flag.ts';
import type { Tool } from './tool.ts';

export const relationList: Tool = {
  flags: { ...formatFlag, ...relationFlags, app: 'boolean' },
  run(context, args) {
    const write = formatter(args);
    const relation = askedRelation(context, args);
    refuseMore(args.positional);
    return write(args.switches.has('app') ? relation.application : context.members(relation));
  },
};
