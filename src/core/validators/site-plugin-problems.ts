import { kind } from '../problems/kind.ts';
import { quote } from '../problems/quote.ts';
import type { AtPlugin } from './problems.ts';

const at = (name: string, line: number) => ({ option: 'plugins', line, value: name });

export const wrongSitePlugin = kind(
  'plugins/wrong-shape',
  'error',
  'An export of the resource `site-plugins` is no function that takes options and returns a plugin of that name.',
  'export a function that returns { name, apply(charm) }, with the name under which it is exported',
  ({ name, line }: AtPlugin, what: string) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins ${what}`,
  }),
);

export const sitePluginTimedOut = kind(
  'plugins/timed-out',
  'error',
  'A plugin of the resource `site-plugins` did not come to an end within its time limit, and was stopped.',
  'look for an endless loop or a wait without an end in it',
  ({ name, line }: AtPlugin, seconds: number) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins did not end within ${seconds} seconds and was stopped`,
  }),
);

export const sitePluginEnded = kind(
  'plugins/ended',
  'error',
  'The process of a plugin of the resource `site-plugins` ended before the plugin had come to an end.',
  'look for a call that ends the process in it, such as process.exit',
  ({ name, line }: AtPlugin, how: string) => ({
    ...at(name, line),
    message: `the process of ${quote(name)} of site-plugins ${how} before the plugin was done`,
  }),
);

export const sitePluginNeverSettles = kind(
  'plugins/never-settles',
  'error',
  'A plugin of the resource `site-plugins` waits for a promise that nothing can settle any more.',
  'settle it, or reject it after a time',
  ({ name, line }: AtPlugin) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins waits for a promise that never settles`,
  }),
);

export const sitePluginGoesOn = kind(
  'plugins/goes-on',
  'error',
  'A plugin of the resource `site-plugins` goes on when its turn is over: a timer, a connection, a child process. What it would find then is lost.',
  'await all that it starts, or end it',
  ({ name, line }: AtPlugin) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins goes on after its turn, and what it finds then is lost`,
  }),
);

export const sitePluginTooLarge = kind(
  'plugins/too-large',
  'error',
  'A plugin of the resource `site-plugins` took more memory than it may, and was stopped.',
  'read less at a time in it',
  ({ name, line }: AtPlugin, most: number) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins took more than ${most} MiB of memory and was stopped`,
  }),
);

export const sitePluginNotRun = kind(
  'plugins/not-run',
  'error',
  'A plugin of the resource `site-plugins` did not run to its end, as those before it have used up the time for all of them.',
  'make those before it faster, or take one out',
  ({ name, line }: AtPlugin, seconds: number) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins did not run to its end, as all of them have ${seconds} seconds`,
  }),
);

export const sitePluginNotUnprivileged = kind(
  'plugins/not-unprivileged',
  'error',
  "The option `site-plugins-unprivileged` is set, and the charm can't change the user of a process on this machine.",
  'install util-linux and let the container change users, or set site-plugins-unprivileged=false',
  ({ name, line }: AtPlugin) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins did not run, as this machine has no unprivileged user for it`,
  }),
);

export const wrongSiteAnswer = kind(
  'plugins/wrong-answer',
  'error',
  'What came back from the process of a plugin of the resource `site-plugins` is no list of findings, or too long.',
  'report findings, and write nothing to file descriptor 3',
  ({ name, line }: AtPlugin) => ({
    ...at(name, line),
    message: `the process of ${quote(name)} of site-plugins answered with something that is no list of findings`,
  }),
);

export const tooManySiteFindings = kind(
  'plugins/too-many-findings',
  'error',
  'A plugin of the resource `site-plugins` reported more findings than count.',
  'report one finding for all that has one fix',
  ({ name, line }: AtPlugin, count: number) => ({
    ...at(name, line),
    message: `${quote(name)} of site-plugins reported ${count} findings, and the first 100 count`,
  }),
);
