// @ts-check

/**
 * Databases whose files change while they are saved: a copy of them is of no use. What is needed is a dump, which
 * run-before-backup has to make.
 */
const live = new Map([
  ['/var/lib/postgresql', 'PostgreSQL'],
  ['/var/lib/mysql', 'MySQL'],
]);

/**
 * `plugins` names it as `databaseDump`. Options: `more`, a list of other folders of databases.
 *
 * @type {import('backup-integrator').ValidatorFactory}
 */
export const databaseDump = (options) => {
  const folders = new Map(live);
  for (const folder of options.patterns('more')) folders.set(folder, folder);
  return {
    name: 'databaseDump',
    apply({ hooks }) {
      hooks.validateConfig.tap('databaseDump', ({ draft, report }) => {
        if (draft.scripts.some(({ option }) => option === 'run-before-backup')) return;
        for (const { value, line, paths } of draft.entries) {
          for (const [folder, database] of folders) {
            if (!paths.some((path) => `${path}/`.startsWith(`${folder}/`))) continue;
            report({
              code: 'database-dump/no-dump',
              severity: 'error',
              option: 'fileset',
              value,
              line,
              message: `${value} holds a running database (${database})`,
              fix: 'dump it in run-before-backup, and list the dump',
            });
          }
        }
      });
    },
  };
};
