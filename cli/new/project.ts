import fs from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import { plainFile } from '../../charm/files/charm-file.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { UserError } from '../../src/check/user-error.ts';
import { toolVersions } from './tool-versions.ts';

/** Of the package; in the tarball, of what was compiled. */
const root = path.resolve(import.meta.dirname, '../..');

/** Where each template goes. */
const templates = {
  'charm.ts': 'charm.ts',
  'few-paths.ts': 'plugins/few-paths.ts',
  'few-paths.test.ts': 'test/few-paths.test.ts',
  'charm.test.ts': 'test/charm.test.ts',
  'vitest.config.ts': 'vitest.config.ts',
  'tsconfig.json': 'tsconfig.json',
  'README.md': 'README.md',
  gitignore: '.gitignore',
  'ci.yaml': '.github/workflows/ci.yaml',
} as const;

/**
 * Writes a fork into a folder that is not there yet.
 *
 * @param spec - where npm gets this package from: a version, or the path of a tarball
 * @returns the files, relative to the folder
 * @throws UserError where there is something in the folder, or no such tarball
 */
export function writeProject(folder: string, name: string, spec: string): readonly string[] {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
    throw new UserError(`${folder}: is there already, and is not empty`, 1);
  }
  const tarball = /\.tgz$/.test(spec) ? readTarball(spec.replace(/^file:/, '')) : undefined;
  const dependency = tarball === undefined ? spec : `file:${tarball.path}`;
  const files = [
    ...Object.entries(templates).map(([template, file]) => {
      const text = fs.readFileSync(
        path.join(import.meta.dirname, 'template', `${template}.template`),
      );
      return plainFile(file, text.toString().replaceAll('NAME', name));
    }),
    plainFile('package.json', packageJson(name, dependency)),
    plainFile('charmcraft.yaml', charmcraftYaml(name)),
    plainFile('LICENSE', fs.readFileSync(licence())),
    ...(tarball === undefined ? [] : [tarball]),
  ];
  replaceFolder(folder, files);
  return files.map((file) => file.path).sort();
}

/** What is not published goes with the fork, so that whoever has that has all of it. */
function readTarball(file: string) {
  try {
    return plainFile(path.basename(file), fs.readFileSync(file));
  } catch {
    throw new UserError(`--package ${file}: there is no such file`, 2);
  }
}

function packageJson(name: string, spec: string): string {
  const content = {
    name,
    version: '0.1.0',
    private: true,
    license: 'Apache-2.0',
    type: 'module',
    scripts: {
      build: 'backup-integrator build',
      check: 'backup-integrator check',
      pack: 'backup-integrator pack',
      start: 'backup-integrator start',
      test: 'tsc && backup-integrator build && vitest run',
    },
    dependencies: { 'backup-integrator': spec },
    devDependencies: toolVersions,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** This charm's own, with another name: the options, actions and endpoints are what the plugins read. */
function charmcraftYaml(name: string): string {
  const document = parseDocument(fs.readFileSync(path.join(root, 'charm/charmcraft.yaml'), 'utf8'));
  const title = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`);
  document.set('name', name);
  document.set('title', title.trim());
  document.delete('links');
  // The parser leaves it with the document, or with the first key.
  const first = isMap(document.contents) ? document.contents.items[0]?.key : undefined;
  if (isScalar(first)) first.commentBefore = null;
  if (document.contents !== null) document.contents.commentBefore = comment;
  document.setIn(['parts', 'charm', 'override-build'], build);
  return document.toString({ lineWidth: 0 });
}

const comment = ` What Juju has to know of the charm: \`npm run build\` and \`npm run pack\` make its files from it,
 and so does charmcraft.`;

const build = `npm ci
npm run build
cp -r build/charm/. "$CRAFT_PART_INSTALL"
`;

/** In the tarball, what npm puts into it is above what was compiled. */
function licence(): string {
  const own = path.join(root, 'LICENSE');
  return fs.existsSync(own) ? own : path.join(path.dirname(root), 'LICENSE');
}
