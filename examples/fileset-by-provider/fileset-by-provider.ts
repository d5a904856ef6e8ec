import { stages } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { kind, listed } from '../../src/core/problems/kind.ts';
import { quote } from '../../src/core/problems/quote.ts';
import { specOf } from '../../src/core/spec/draft.ts';
import { isFor, type Parts } from './parts.ts';

const option = 'fileset-by-provider';

const wrongLine = kind(
  'fileset-by-provider/wrong-line',
  'error',
  'A line is not the name of an application, a colon and absolute paths.',
  'write it as in archive: /srv/media, /srv/mail',
  (value: string, line: number) => ({
    option,
    value,
    line,
    message: `${quote(value)} does not say what is for whom`,
  }),
);

const forNobody = kind(
  'fileset-by-provider/for-nobody',
  'error',
  'A path of the fileset is for none of the related providers, so nobody would save it.',
  'give it to one of them, or take it out of fileset',
  (paths: readonly string[]) => ({
    option,
    message: `${listed(paths)} would be saved by none of the providers`,
  }),
);

/** Reads the option `fileset-by-provider`, and refuses one by which a path would be lost. */
export function filesetByProvider(): Plugin<'fileset-by-provider'> {
  const name = 'fileset-by-provider';
  return {
    name,
    options: [option],
    problems: [wrongLine, forNobody],
    apply(charm) {
      const { validateConfig } = charm.hooks;
      validateConfig.tap({ name, stage: stages.read }, ({ config, draft, report }) => {
        const parts: [string, string[]][] = [];
        for (const [index, text] of (config.text(option) ?? '').split('\n').entries()) {
          if (text.trim() === '') continue;
          const [, application, folders = ''] = /^\s*([a-z0-9-]+):(.*)$/.exec(text) ?? [];
          const paths = folders.split(',').map((path) => path.trim().replace(/(?<=.)\/+$/, ''));
          if (application !== undefined && paths.every((path) => path.startsWith('/'))) {
            parts.push([application, paths]);
          } else {
            report(wrongLine(text, index + 1));
          }
        }
        const filesetByProvider: Parts = Object.fromEntries(parts);
        if (parts.length > 0) draft.extensions.filesetByProvider = filesetByProvider;
      });
      validateConfig.tap(name, ({ draft, relations, report }) => {
        const { filesetByProvider } = draft.extensions;
        if (filesetByProvider === undefined || relations.length === 0) return;
        const lost = specOf(draft).fileset.filter((path) =>
          relations.every(({ application }) => !isFor(filesetByProvider, application, path)),
        );
        if (lost.length > 0) report(forNobody(lost));
      });
    },
  };
}
