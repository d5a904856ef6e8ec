const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number of files in words, as in `1,204 files`. */
export function inFiles(files: number): string {
  return `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`;
}

/** A number of bytes in words, as in `4.1 MiB`. */
export function inUnits(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length);
  return power === 0
    ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
    : `${(bytes / 2 ** (10 * power)).toFixed(1)} ${units[power - 1]}`;
}
