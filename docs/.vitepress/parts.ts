export interface Part {
  readonly folder: string;
  readonly text: string;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly text: string;
  /** Without the folder of the part and the ending. With a slash at its end, all that is in that folder. */
  readonly pages: readonly string[];
}

/**
 * The parts of the documentation, in the order of https://diataxis.fr, and their pages in the order in which somebody needs
 * them. A page that is named nowhere comes last in its part, and a folder of its own is a group: none can be forgotten.
 */
export const parts: readonly Part[] = [
  { folder: 'tutorial', text: 'Tutorial', groups: [] },
  {
    folder: 'how-to',
    text: 'How-to guides',
    groups: [
      {
        text: 'Deploy',
        pages: [
          'pack',
          'verify-a-build',
          'deploy-a-local-charm',
          'gitops',
          'refresh-from-the-python-charm',
          'upgrade-and-roll-back',
        ],
      },
      {
        text: 'Say what to save',
        pages: [
          'check-a-config',
          'check-configs-in-ci',
          'run-scripts-around-a-backup',
          'rehearse-a-backup',
          'check-more-with-plugins',
          'write-a-site-plugin',
        ],
      },
      { text: 'Recipes', pages: ['recipes', 'recipes/'] },
      {
        text: 'Run it',
        pages: ['monitor', 'be-told-that-backups-stopped', 'restore', 'troubleshoot'],
      },
      { text: 'Change the charm', pages: ['fork-the-charm', 'fork-in-its-own-repository'] },
    ],
  },
  {
    folder: 'reference',
    text: 'Reference',
    groups: [
      {
        text: 'Use the charm',
        pages: [
          'config',
          'fileset',
          'scripts',
          'actions',
          'statuses',
          'problems',
          'limits',
          'plugins',
          'command',
          'files',
          'hook-tool-calls',
        ],
      },
      { text: 'Relations', pages: ['relation', 'backup-interface/'] },
      { text: 'What was tried', pages: ['proof', 'robustness'] },
      { text: 'Write plugins', pages: ['site-plugins', 'plugin-api', 'testing-api'] },
    ],
  },
  {
    folder: 'explanation',
    text: 'Explanation',
    groups: [
      {
        text: 'How it works',
        pages: [
          'architecture',
          'providers',
          'refusals',
          'globs',
          'security',
          'robustness',
          'performance',
        ],
      },
      { text: 'Decisions', pages: ['decisions/README', 'decisions/'] },
    ],
  },
];
