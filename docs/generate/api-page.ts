import { readFileSync } from 'node:fs';

const index = new URL('../../src/index.ts', import.meta.url);

/** One name that the package gives out, and the file that declares it. */
interface Export {
  readonly name: string;
  readonly file: string;
}

/** `docs/reference/plugin-api.md`, from `src/index.ts` and the comments on what it exports. */
export function apiPage(): string {
  const rows = exportsOf(readFileSync(index, 'utf8'))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map((each) => `| [\`${each.name}\`](../../src/${each.file}) | ${about(each)} |`);
  return `# Plugin API

What \`import { ... } from 'backup-integrator'\` gives. \`backup-integrator/testing\` has the Juju model and the contracts
that plugins and relation formats keep; nothing else of the package can be imported. The hooks and what their contexts
hold are in [hooks.ts](../../src/core/hooks.ts).

| export | what it is |
| --- | --- |
${rows.join('\n')}
`;
}

function exportsOf(text: string): Export[] {
  const statements = text.matchAll(
    /export (?:type )?(?:\{([^}]*)\}|\* as (\w+)) from '\.\/([^']+)'/g,
  );
  return [...statements].flatMap(([, list, namespace, file = '']) => {
    const names = namespace === undefined ? (list ?? '').split(',') : [namespace];
    return names
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => ({ name, file }));
  });
}

/** The first sentence of the comment on the declaration, or of the one at the top of a file that only collects. */
function about({ name, file }: Export): string {
  const text = readFileSync(new URL(file, index), 'utf8');
  const declared = new RegExp(
    `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport (?:class|interface|type|const|function) ${name}\\b`,
  );
  const comment = declared.exec(text)?.[1] ?? /^\/\*\*([\s\S]*?)\*\/\nexport \*/.exec(text)?.[1];
  if (comment === undefined) throw new Error(`${name} in src/${file} has no comment`);
  const words = comment
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [sentence = ''] = /^.*?[.:](?= [A-Z@-]|$)/.exec(words) ?? [words];
  return sentence
    .replace(/:$/, '.')
    .replaceAll('|', '\\|')
    .replace(/\{@link (\w+)\}/g, '`$1`');
}
