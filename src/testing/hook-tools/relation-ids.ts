import { refuseMore } from './arguments.ts';
import { misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

export const relationIds: Tool = {
  flags: formatFlag,
  run(context, args) {
    const write = formatter(args);
    const [endpoint = context.hookRelation?.endpoint, ...more] = args.positional;
    if (endpoint === undefined) throw misuse('no relation name specified');
    refuseMore(more);
    const ids = context.relations
      .filter((relation) => relation.endpoint === endpoint && !context.isBroken(relation))
      .map(({ id }) => id);
    // As texts: 10 comes before 2.
    return write(ids.sort());
  },
};
