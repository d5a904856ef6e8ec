import { refuseMore } from './arguments.ts';
import { misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

const statuses = ['maintenance', 'blocked', 'waiting', 'active'];

export const statusSet: Tool = {
  flags: {},
  run(context, { positional }) {
    const [status, message = '', ...more] = positional;
    if (status === undefined) throw misuse('invalid args, require <status> [message]');
    if (!statuses.includes(status)) {
      throw misuse(
        `invalid status ${JSON.stringify(status)}, expected one of [${statuses.join(' ')}]`,
      );
    }
    refuseMore(more);
    context.setStatus({ status, message });
    return '';
  },
};

export const statusGet: Tool = {
  flags: { ...formatFlag, 'include-data': 'boolean' },
  run({ unit }, args) {
    const write = formatter(args);
    refuseMore(args.positional);
    const { status, message } = unit.workload;
    if (args.switches.has('include-data')) return write({ status, message, 'status-data': {} });
    return write(args.values.has('format') ? { status } : status);
  },
};
