import { chmodSync, cpSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asProcesses, type FrontEnd } from '../../src/testing/index.ts';
import { lay, model, scriptsOn, statuses } from '../support/deployment.ts';
import { runningWith } from '../support/is-running.ts';
import { standardCharmDir } from '../support/standard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const unit = 'backup-integrator/0';

/** A `dispatch` that starts another one where no namespaces can be made: without CAP_SYS_ADMIN, as in many a container. */
const withoutAdmin = (dispatch: string) =>
  `#!/bin/sh\nexec setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin '${dispatch}'\n`;

function withoutNamespaces(): string {
  const folder = temporaryFolder();
  const text = withoutAdmin(`${standardCharmDir}/dispatch`);
  writeFileSync(join(folder, 'dispatch'), text, { mode: 0o755 });
  return folder;
}

const charms: readonly (readonly [string, () => FrontEnd])[] = [
  ['with namespaces', () => asProcesses({ charmDir: standardCharmDir })],
  ['without them', () => asProcesses({ charmDir: withoutNamespaces() })],
];

function attach(juju: ReturnType<typeof model>, body: string): void {
  const folder = temporaryFolder();
  // Juju's own folders are open to all.
  chmodSync(folder, 0o755);
  const file = join(folder, 'site-plugins.mjs');
  const module = `
    import { spawnSync } from 'node:child_process';
    import fs from 'node:fs';
    export const mine = () => ({
      name: 'mine',
      apply: ({ hooks }) => hooks.validateConfig.tapPromise('mine', async ({ report }) => {
        const say = (message) => report({ code: 'mine/said', severity: 'warning', option: 'fileset', message, fix: 'none' });
        ${body}
      }),
    });`;
  writeFileSync(file, module);
  juju.attachResource('site-plugins', file);
}

/** Looks for the agent, whose socket and contexts lie in a folder, and publishes something else by its tools. */
const takeTools = `
  const variables = fs.readdirSync('/proc').flatMap((pid) => {
    try {
      return fs.readFileSync(\`/proc/\${pid}/environ\`, 'utf8').split('\\0');
    } catch {
      return [];
    }
  }).filter((variable) => variable.startsWith('JUJU_'));
  const tries = [];
  for (const agent of fs.readdirSync('${tmpdir()}').filter((name) => name.startsWith('juju-agent-'))) {
    for (const context of fs.readdirSync('${tmpdir()}/' + agent)) {
      const tool = \`${tmpdir()}/\${agent}/\${context}/relation-set\`;
      if (!fs.existsSync(tool)) continue;
      const { status } = spawnSync(tool, ['-r', 'backup:2', '--app', 'fileset=/etc/shadow'], {
        env: {
          PATH: '/usr/bin:/bin',
          JUJU_CONTEXT_ID: context.replace(/^(backup-integrator)-(\\d+)/, '$1/$2'),
          JUJU_AGENT_SOCKET_ADDRESS: \`${tmpdir()}/\${agent}/agent.socket\`,
        },
      });
      tries.push(status);
    }
  }
  say(\`\${variables.length} variables, \${tries.length > 0 ? 'tried' : 'no tool'}, \${tries.includes(0) ? 'set' : 'refused'}\`);
`;

describe.skipIf(process.getuid?.() !== 0).each(charms)('a site plugin, %s', (name, frontEnd) => {
  const hasNamespaces = name === 'with namespaces';

  it("gets neither the hook's variables nor its tools nor the scripts", async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    lay(juju, '/srv/a');
    const script = '#!/bin/sh\ntrue\n';
    await juju.configure({ fileset: '/srv/a', 'run-before-backup': script });
    await juju.integrate('bacula-fd');
    const [id = ''] = juju.relationIds();
    expect(id).toBe('backup:2');
    const before = juju.databag(id);

    const folder = join(juju.unit(unit).root, 'opt/backup-integrator-charm');
    attach(
      juju,
      `${takeTools}
      for (const file of fs.readdirSync('${folder}', { recursive: true })) {
        const path = '${folder}/' + file;
        for (const attack of [() => fs.appendFileSync(path, 'evil'), () => fs.rmSync(path, { recursive: true }), () => fs.chmodSync(path, 0o777)]) {
          try { attack(); say('changed ' + file); } catch {}
        }
      }`,
    );
    await juju.configure({ plugins: '- mine' });
    expect(statuses(juju)[unit]).toMatch(/: 0 variables, tried, refused; none$/);
    expect(juju.databag(id)).toEqual(before);
    expect(Object.values(scriptsOn(juju, unit))).toEqual([`700 ${script}`]);
  });

  it('is kept apart as far as it can be', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    lay(juju, '/srv/a');
    attach(
      juju,
      `const own = (kind) => fs.readlinkSync('/proc/self/ns/' + kind);
      say([process.getuid(), ...['mnt', 'pid', 'ipc', 'uts', 'net'].map(own)].join(' '));`,
    );
    await juju.configure({ fileset: '/srv/a', plugins: '- mine' });
    await juju.integrate('bacula-fd');
    const said = /fileset: (.*); none/.exec(statuses(juju)[unit] ?? '')?.[1]?.split(' ') ?? [];
    expect(said[0]).toBe('65521');
    const ours = ['mnt', 'pid', 'ipc', 'uts', 'net'].map((kind) =>
      readlinkSync(`/proc/self/ns/${kind}`),
    );
    expect(said.slice(1).map((own, index) => own !== ours[index])).toEqual(
      ours.map(() => hasNamespaces),
    );
  });

  it('reads what root may, and less where the config says so', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    lay(juju, '/srv/a');
    attach(
      juju,
      "try { say('read ' + fs.readFileSync('/etc/shadow').length); } catch (error) { say(error.code); }",
    );
    await juju.configure({ fileset: '/srv/a', plugins: '- mine' });
    await juju.integrate('bacula-fd');
    expect(statuses(juju)[unit]).toMatch(/fileset: read \d+; none$/);
    await juju.configure({ 'site-plugins-unprivileged': true });
    expect(statuses(juju)[unit]).toMatch(/fileset: EACCES; none$/);
  });

  it('ends with the hook that is killed', async () => {
    const charmDir = temporaryFolder();
    cpSync(standardCharmDir, charmDir, { recursive: true });
    const program = join(charmDir, 'backup-integrator');
    if (!hasNamespaces) {
      renameSync(join(charmDir, 'dispatch'), join(charmDir, 'dispatch-all'));
      writeFileSync(join(charmDir, 'dispatch'), withoutAdmin(`${charmDir}/dispatch-all`), {
        mode: 0o755,
      });
    }
    let killed = 0;
    const juju = model(
      asProcesses({
        charmDir,
        onStart(hook) {
          const timer = setInterval(() => {
            if (runningWith(program).length === 0) return;
            hook.kill();
            killed += 1;
            clearInterval(timer);
          }, 20);
          onTestFinished(() => clearInterval(timer));
        },
      }),
    );
    await juju.deploy();
    attach(juju, 'for (;;);');
    await juju.configure({ fileset: '/srv/a', plugins: '- mine' });
    expect(killed).toBeGreaterThan(0);
    await expect.poll(() => runningWith(program), { timeout: 4000 }).toEqual([]);
  });
});
