/** What stands where a parser on the way could take it for its own: of YAML, lists, Bacula, shells, flags, logs and terminals. */
const payloads = [
  ...[
    '\n"fileset": "/etc/shadow"',
    '", "fileset": "/etc',
    "', 'fileset': '/etc",
    '}\n---\n{fileset: /etc',
  ],
  ...[
    '*alias',
    '&anchor /etc',
    '!!binary L2V0Yw==',
    '? x\n: y',
    '# comment',
    '%YAML 1.1',
    '<<: {x: y}',
  ],
  ...[
    ',/etc/shadow',
    '\n/etc/shadow',
    '\r/etc',
    '\u0085/etc',
    '\u2028/etc',
    ' ,/root',
    '\u00a0,/root',
  ],
  ...[
    '\n  File = /etc/shadow',
    '; File = /etc',
    '}\nJob { Name = x }',
    '"\n Command = "/bin/sh',
    '@/etc/passwd',
  ],
  ...[
    '@|"touch MARK"',
    '|touch MARK',
    '\\<touch MARK',
    '%c',
    '$(touch MARK)',
    '`touch MARK`',
    '; touch MARK',
  ],
  ...[
    '&& touch MARK',
    '| touch MARK',
    '$IFS',
    '> MARK',
    "'; touch MARK; '",
    '--help',
    '-r',
    '--',
    '-',
  ],
  ...[
    '--app',
    '--file=/etc/shadow',
    '\u001b[31mred',
    '\u001b]0;title\u0007',
    '\r\nERROR forged',
    '\u202eforged',
  ],
  ...[
    '\n{"status":"active"}',
    '\0',
    '\ud800',
    '__proto__',
    '\ufeff',
    '=active',
    '; nothing is published',
  ],
] as const;

/** Where it stands: a path around it, or nothing. */
const places: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `/${payload}`,
  (payload) => `/srv/a${payload}`,
  (payload) => `/srv/${payload}/b`,
  (payload) => `/srv/a ${payload}`,
  (payload) => `"/srv/${payload}"`,
  (payload) => `/srv/${payload}${payload}`,
];

/** Each payload in each place: more than 300. */
export const attempts: readonly string[] = payloads.flatMap((payload) =>
  places.map((place) => place(payload)),
);

/** White space but the space, controls, formats, halves of characters. */
export const unprintable = /(?! )[\p{C}\p{Z}]/u;
