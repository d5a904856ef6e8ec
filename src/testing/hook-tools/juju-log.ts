import { misuse } from './error.ts';
import type { Tool } from './tool.ts';

const levels = new Set(['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

export const jujuLog: Tool = {
  flags: { debug: 'boolean', l: 'value', 'log-level': 'value' },
  run(context, { values, switches, positional }) {
    if (positional.length === 0) throw misuse('no message specified');
    const asked = values.get('log-level') ?? values.get('l') ?? 'INFO';
    const level = switches.has('debug') ? 'DEBUG' : asked.toUpperCase();
    const isKnown = levels.has(level);
    if (!isKnown) {
      context.log('WARNING', `Specified log level of ${JSON.stringify(asked)} is not valid`);
    }
    const relation = context.hookRelation;
    const prefix = relation === undefined ? '' : `${relation.id}: `;
    context.log(isKnown ? level : 'INFO', prefix + positional.join(' '));
    return '';
  },
};
