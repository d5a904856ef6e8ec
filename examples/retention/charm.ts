import { Charm } from '../../src/core/charm.ts';
import { after, replace } from '../../src/core/plugin-list.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { backupFormatV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../src/plugins/relation-publisher/relation-publisher.ts';
import { runScripts } from '../../src/plugins/run-scripts/run-scripts.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { retention } from './retention.ts';
import { withRetention } from './with-retention.ts';

const scripts = [...scriptOptions, 'run-on-failure'];
const format = withRetention(backupFormatV0({ scripts }));

const asking = after(standard(), 'fileset', retention());
const running = replace(asking, 'run-scripts', runScripts({ options: scripts }));
const telling = replace(running, 'relation-publisher', relationPublisher({ format }));

/** The charm, which also says how many backups to keep, and what to run after one that failed. */
export const charm = new Charm(telling, bundledValidators);
