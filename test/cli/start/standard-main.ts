import { main } from '../../../cli/start/main.ts';
import { metadata, standardCharmDir } from '../../support/standard.ts';

main({ charmDir: standardCharmDir, metadata });
